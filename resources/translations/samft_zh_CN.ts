<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
<context>
    <name></name>
    <message numerus="yes">
        <source>%n proposed drafts wait.</source>
        <translation>
            <numerusform>%n 个建议的草稿在等待。</numerusform>
        </translation>
    </message>
    <message>
        <source>Right as they came: {0} of {1}; corrected: {2}; dropped: {3}.</source>
        <translation>无需修改：{0}/{1}；已修正：{2}；已丢弃：{3}。</translation>
    </message>
</context>
<context>
    <name>BaseModelController</name>
    <message>
        <source>The base packs cannot be listed</source>
        <translation>无法列出基础模型包</translation>
    </message>
</context>
<context>
    <name>BoxProposalsController</name>
    <message numerus="yes">
        <source>%n boxes of the image before are proposed. Take what fits, drop the rest.</source>
        <translation>
            <numerusform>已建议上一张图像的 %n 个框。采用合适的，放弃其余的。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n places differ from the good images. Take what is a defect, drop the rest.</source>
        <translation>
            <numerusform>有 %n 处与良品图像不同。采用是缺陷的，放弃其余的。</numerusform>
        </translation>
    </message>
    <message>
        <source>Comparing this image with {0} good ones…</source>
        <translation>正在与 {0} 张良品图像比较…</translation>
    </message>
    <message numerus="yes">
        <source>Instead, %n boxes of the image before are proposed.</source>
        <translation>
            <numerusform>改为建议上一张图像的 %n 个框。</numerusform>
        </translation>
    </message>
    <message>
        <source>Look for defects on {0}</source>
        <translation>在 {0} 上查找缺陷</translation>
    </message>
    <message>
        <source>Nothing new here differs from the good images. Look for yourself.</source>
        <translation>这里没有与良品图像不同的新内容。请自行查看。</translation>
    </message>
    <message>
        <source>The image before has no boxes that are new here.</source>
        <translation>上一张图像没有可用于此处的新框。</translation>
    </message>
    <message>
        <source>Too few images are signed off as good to compare with: {0} are needed.</source>
        <translation>标为良品的图像太少，无法比较：需要 {0} 张。</translation>
    </message>
</context>
<context>
    <name>Callout</name>
    <message>
        <source>&amp;Back</source>
        <translation>上一步(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Finish</source>
        <translation>完成(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>下一步(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Skip the tour</source>
        <translation>跳过导览(&amp;S)</translation>
    </message>
</context>
<context>
    <name>CanvasNotice</name>
    <message>
        <source>Choose an image on the left.</source>
        <translation>请在左侧选择图像。</translation>
    </message>
    <message>
        <source>No images yet.
Drop a folder of images here.</source>
        <translation>还没有图像。
请将图像文件夹拖放到此处。</translation>
    </message>
</context>
<context>
    <name>CanvasPresenter</name>
    <message>
        <source>No tuned version is in use</source>
        <translation>没有微调版本在使用中</translation>
    </message>
    <message>
        <source>No tuned version yet</source>
        <translation>还没有微调版本</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>无结果</translation>
    </message>
    <message>
        <source>score {0}</source>
        <translation>得分 {0}</translation>
    </message>
</context>
<context>
    <name>CanvasWidget</name>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Shows the image with its masks. Drag to draw a box round a defect.</source>
        <translation>显示图像及其掩码。拖动鼠标，在缺陷周围画一个框。</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>已排队</translation>
    </message>
</context>
<context>
    <name>ClassChooser</name>
    <message>
        <source>Another class</source>
        <translation>其他类别</translation>
    </message>
    <message>
        <source>Another class…</source>
        <translation>其他类别…</translation>
    </message>
    <message>
        <source>Name of the defect class, such as broken_large</source>
        <translation>缺陷类别名称，例如 broken_large</translation>
    </message>
    <message>
        <source>Which defect class?</source>
        <translation>哪个缺陷类别？</translation>
    </message>
</context>
<context>
    <name>ClassController</name>
    <message numerus="yes">
        <source>%n images</source>
        <translation>
            <numerusform>%n 张图像</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n objects</source>
        <translation>
            <numerusform>%n 个对象</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n objects are of the class {0}</source>
        <translation>
            <numerusform>有 %n 个对象属于类别 {0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n objects have the class {0} now.</source>
        <translation>
            <numerusform>现有 %n 个对象属于类别 {0}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n objects were changed since and keep their class.</source>
        <translation>
            <numerusform>有 %n 个对象此后已更改，保留其类别。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them are ground truth and stay so, signed by you</source>
        <translation>
            <numerusform>其中 %n 个是真值并保持不变，由您签署</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete the class {0}?</source>
        <translation>删除类别 {0}？</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>Merge {0} into {1}?</source>
        <translation>将 {0} 合并到 {1}？</translation>
    </message>
    <message>
        <source>No object is of this class. A class of the same name can be added again.</source>
        <translation>没有对象属于此类别。可以重新添加同名类别。</translation>
    </message>
    <message>
        <source>Nothing was merged: an object of the class {0} is locked. Unlock it first.</source>
        <translation>未合并：类别 {0} 的某个对象已锁定。请先解锁。</translation>
    </message>
    <message>
        <source>Objects with the class {3}: {0} on {1}. They get the class {2}, and {3} goes. No mask changes.</source>
        <translation>类别 {3} 的对象：{1}上的{0}。它们将改为类别 {2}，{3} 将被移除。掩码不变。</translation>
    </message>
    <message>
        <source>The class cannot be deleted</source>
        <translation>无法删除该类别</translation>
    </message>
    <message>
        <source>The class cannot be moved</source>
        <translation>无法移动该类别</translation>
    </message>
    <message>
        <source>The classes cannot be merged</source>
        <translation>无法合并类别</translation>
    </message>
    <message>
        <source>The colour cannot be changed</source>
        <translation>无法更改颜色</translation>
    </message>
    <message>
        <source>The merge cannot be taken back</source>
        <translation>无法撤回合并</translation>
    </message>
    <message>
        <source>Undo on the picture takes the merge back. Steps made before it can no longer be undone.</source>
        <translation>图像上的“撤销”可撤回合并。此前的步骤将无法再撤销。</translation>
    </message>
    <message numerus="yes">
        <source>on %n images</source>
        <translation>
            <numerusform>位于 %n 张图像上</numerusform>
        </translation>
    </message>
    <message>
        <source>{0}, {1}. Merge it into another class instead, or delete them first.</source>
        <translation>{0}，{1}。请改为将其合并到另一个类别，或先删除这些对象。</translation>
    </message>
    <message>
        <source>{0}. Approvals of their images are to be given anew.</source>
        <translation>{0}。其图像需要重新批准。</translation>
    </message>
</context>
<context>
    <name>ClassMenu</name>
    <message>
        <source>Brown</source>
        <translation>棕色</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Crimson</source>
        <translation>深红色</translation>
    </message>
    <message>
        <source>Dark blue</source>
        <translation>深蓝色</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Lavender</source>
        <translation>薰衣草色</translation>
    </message>
    <message>
        <source>Merge into</source>
        <translation>合并到</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Plum</source>
        <translation>梅红色</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Sand</source>
        <translation>沙色</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>紫色</translation>
    </message>
    <message>
        <source>White</source>
        <translation>白色</translation>
    </message>
</context>
<context>
    <name>ClassesPanel</name>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Defect class</source>
        <translation>缺陷类别</translation>
    </message>
    <message>
        <source>Defect classes</source>
        <translation>缺陷类别</translation>
    </message>
    <message>
        <source>Name of a new defect class</source>
        <translation>新缺陷类别的名称</translation>
    </message>
    <message>
        <source>New class, such as broken_large</source>
        <translation>新类别，例如 broken_large</translation>
    </message>
    <message>
        <source>Search classes</source>
        <translation>搜索类别</translation>
    </message>
    <message>
        <source>{0}  (Alt+{1}); double-click to rename</source>
        <translation>{0}  (Alt+{1})；双击可重命名</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>查找命令</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>您想做什么？</translation>
    </message>
</context>
<context>
    <name>Confirmations</name>
    <message numerus="yes">
        <source>%n are in the project already, by their file or pixels.</source>
        <translation>
            <numerusform>%n 张已在项目中（按文件或像素）。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n boxes wait for the model to draw in them.</source>
        <translation>
            <numerusform>%n 个框等待模型绘制掩码。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files cannot be used as they are:</source>
        <translation>
            <numerusform>%n 个文件无法直接使用：</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n images are signed off as good, free of defects.</source>
        <translation>
            <numerusform>%n 张图像将标为良品（无缺陷）。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n masks become accepted ground truth: {0}.</source>
        <translation>
            <numerusform>%n 个掩码将成为已接受的真值：{0}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n masks of a model come in as drafts.</source>
        <translation>
            <numerusform>模型的 %n 个掩码作为草稿导入。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new images.</source>
        <translation>
            <numerusform>%n 张新图像。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were worked on here and stay as they are.</source>
        <translation>
            <numerusform>%n 张已在此处理过，保持不变。</numerusform>
        </translation>
    </message>
    <message>
        <source>Bring in</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Bring in {0} with its ground truth?</source>
        <translation>导入 {0} 及其真值？</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Take the last import back?</source>
        <translation>撤回上次导入？</translation>
    </message>
    <message>
        <source>Undo takes all of it back in one step.</source>
        <translation>“撤销”可一步全部撤回。</translation>
    </message>
</context>
<context>
    <name>ContextMenus</name>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
</context>
<context>
    <name>DecisionController</name>
    <message numerus="yes">
        <source>%n masks accepted as ground truth</source>
        <translation>
            <numerusform>已接受 %n 个掩码作为真值</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n proposed boxes that nobody took went with it; undo brings them back.</source>
        <translation>
            <numerusform>%n 个无人采用的建议框已一并移除；撤销可恢复。</numerusform>
        </translation>
    </message>
    <message>
        <source>{0}: signed off as good, free of defects.</source>
        <translation>{0}：已标为良品，无缺陷。</translation>
    </message>
    <message>
        <source>{0}: {1} ({2}).</source>
        <translation>{0}：{1}（{2}）。</translation>
    </message>
</context>
<context>
    <name>DisplayPanel</name>
    <message>
        <source>As taken</source>
        <translation>按原始拍摄</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>亮度</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>对比度</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Fill of masks</source>
        <translation>掩码填充</translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation>伽马</translation>
    </message>
    <message>
        <source>Only what you see changes, not the image.</source>
        <translation>只改变显示效果，不改变图像。</translation>
    </message>
</context>
<context>
    <name>DraftQueueController</name>
    <message>
        <source>Go over all new images</source>
        <translation>处理全部新图像</translation>
    </message>
    <message>
        <source>No proposed draft waits.</source>
        <translation>没有等待处理的建议草稿。</translation>
    </message>
    <message>
        <source>There is no new image without boxes.</source>
        <translation>没有尚未带框的新图像。</translation>
    </message>
</context>
<context>
    <name>EditingController</name>
    <message>
        <source>Change class</source>
        <translation>更改类别</translation>
    </message>
    <message>
        <source>Delete objects</source>
        <translation>删除对象</translation>
    </message>
    <message>
        <source>The object is locked: unlock it first, then change it.</source>
        <translation>该对象已锁定：请先解锁，再进行更改。</translation>
    </message>
</context>
<context>
    <name>EngineService</name>
    <message>
        <source>It did not answer any more and is started again.</source>
        <translation>它不再响应，正在重新启动。</translation>
    </message>
    <message>
        <source>It stopped again and again: {0}</source>
        <translation>引擎多次停止：{0}</translation>
    </message>
    <message>
        <source>The engine stopped twice on this request.</source>
        <translation>引擎在此请求上停止了两次。</translation>
    </message>
    <message>
        <source>exit code {0}</source>
        <translation>退出代码 {0}</translation>
    </message>
</context>
<context>
    <name>ErrorDialog</name>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Log file: {0}</source>
        <translation>日志文件：{0}</translation>
    </message>
    <message>
        <source>Restore a backup…</source>
        <translation>恢复备份…</translation>
    </message>
    <message>
        <source>Show the log file</source>
        <translation>显示日志文件</translation>
    </message>
    <message>
        <source>Take over…</source>
        <translation>接管…</translation>
    </message>
</context>
<context>
    <name>ErrorReporter</name>
    <message>
        <source>Send the log file to whoever looks after SAMFT at your plant.</source>
        <translation>请将日志文件发给贵厂负责 SAMFT 的人员。</translation>
    </message>
    <message>
        <source>Somebody else changed this</source>
        <translation>他人已做修改</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>出现问题</translation>
    </message>
    <message>
        <source>The newest state is shown now; make your change again.</source>
        <translation>现在显示的是最新状态；请重新进行修改。</translation>
    </message>
    <message>
        <source>The program met an error it did not expect. Your masks are saved with every edit.</source>
        <translation>程序遇到了意外错误。您的掩码在每次编辑后都会保存。</translation>
    </message>
    <message>
        <source>This did not work</source>
        <translation>操作未成功</translation>
    </message>
</context>
<context>
    <name>ExternalChangesController</name>
    <message>
        <source>The object is locked: unlock it first, then change it.</source>
        <translation>该对象已锁定：请先解锁，再进行更改。</translation>
    </message>
    <message>
        <source>{0} was changed by {1} in another window. This is how it is now.</source>
        <translation>{0} 已被 {1} 在另一个窗口中更改。这是当前状态。</translation>
    </message>
    <message>
        <source>{0} was changed in another window meanwhile. Nothing of yours was stored over it: look at it as it is now, then decide again.</source>
        <translation>{0} 已在另一个窗口中被更改。您的操作未覆盖它：请查看当前状态后再决定。</translation>
    </message>
</context>
<context>
    <name>FindingsDialog</name>
    <message numerus="yes">
        <source>%n images</source>
        <translation>
            <numerusform>%n 张图像</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n masks</source>
        <translation>
            <numerusform>%n 个掩码</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n things are wrong.</source>
        <translation>
            <numerusform>发现 %n 个问题。</numerusform>
        </translation>
    </message>
    <message>
        <source>Check of the project</source>
        <translation>项目检查</translation>
    </message>
    <message>
        <source>Looked at: {0}, {1}.</source>
        <translation>已检查：{0}，{1}。</translation>
    </message>
    <message>
        <source>Mend what can be mended</source>
        <translation>修复可修复的问题</translation>
    </message>
    <message>
        <source>Mended: {0}</source>
        <translation>已修复：{0}</translation>
    </message>
    <message>
        <source>Nothing is wrong.</source>
        <translation>没有问题。</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>检查结果</translation>
    </message>
</context>
<context>
    <name>FineTuningController</name>
    <message numerus="yes">
        <source>%n images are left out of this run (see the tasks).</source>
        <translation>
            <numerusform>本次训练略去 %n 张图像（见任务）。</numerusform>
        </translation>
    </message>
    <message>
        <source>Accepted masks stay as they are, and {0} is kept.</source>
        <translation>已接受的掩码保持不变，{0} 也会保留。</translation>
    </message>
    <message>
        <source>Cancelled at step {0}. What was learnt so far is kept.</source>
        <translation>已在第 {0} 步取消。到目前为止学到的内容会保留。</translation>
    </message>
    <message>
        <source>Fine-tune</source>
        <translation>微调</translation>
    </message>
    <message>
        <source>Fine-tuning has failed.</source>
        <translation>微调失败。</translation>
    </message>
    <message numerus="yes">
        <source>Fine-tuning has started by itself: %n masks are new.</source>
        <translation>
            <numerusform>微调已自动开始：有 %n 个新掩码。</numerusform>
        </translation>
    </message>
    <message>
        <source>Fine-tuning is done: {0} is better.</source>
        <translation>微调完成：{0} 更好。</translation>
    </message>
    <message>
        <source>Fine-tuning is done: {0} is not offered.</source>
        <translation>微调完成：不提供 {0}。</translation>
    </message>
    <message>
        <source>Finished in {0} min.</source>
        <translation>已完成，用时 {0} 分钟。</translation>
    </message>
    <message>
        <source>In use now: {0}. Before: {1}.</source>
        <translation>当前使用：{0}。之前：{1}。</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Roll back</source>
        <translation>回退</translation>
    </message>
    <message>
        <source>Roll back to {0}?</source>
        <translation>回退到 {0}？</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>The base model is in use now.</source>
        <translation>现在使用基础模型。</translation>
    </message>
    <message>
        <source>The recipe cannot be used</source>
        <translation>无法使用此配方</translation>
    </message>
    <message>
        <source>The report cannot be made</source>
        <translation>无法生成报告</translation>
    </message>
    <message>
        <source>The report cannot be saved</source>
        <translation>无法保存报告</translation>
    </message>
    <message>
        <source>The report is in {0}.</source>
        <translation>报告位于 {0}。</translation>
    </message>
    <message>
        <source>The version cannot be put to use</source>
        <translation>无法启用该版本</translation>
    </message>
    <message>
        <source>There is nothing to roll back to</source>
        <translation>没有可以回退的版本</translation>
    </message>
    <message>
        <source>This image belongs to the project that {0} was made in.</source>
        <translation>此图像属于创建 {0} 的项目。</translation>
    </message>
    <message>
        <source>This image is no longer in the project.</source>
        <translation>此图像已不在项目中。</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>正在生成报告</translation>
    </message>
    <message>
        <source>{0} did not finish. It can go on from its last checkpoint.</source>
        <translation>{0} 未完成。可以从最后一个检查点继续。</translation>
    </message>
    <message>
        <source>{0} is in use now.</source>
        <translation>现在使用 {0}。</translation>
    </message>
    <message>
        <source>{0} is in use. From now on boxes are answered by {1} again.</source>
        <translation>当前使用 {0}。此后框将重新由 {1} 回答。</translation>
    </message>
    <message>
        <source>{0}: {1} of {2}</source>
        <translation>{0}：{1} / {2}</translation>
    </message>
</context>
<context>
    <name>FineTuningPanel</name>
    <message numerus="yes">
        <source>%n good images</source>
        <translation>
            <numerusform>%n 张良品图像</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n images</source>
        <translation>
            <numerusform>%n 张图像</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n masks</source>
        <translation>
            <numerusform>%n 个掩码</numerusform>
        </translation>
    </message>
    <message>
        <source>About {0} on this PC, with up to {1} GB of memory.</source>
        <translation>在本机上约需 {0}，最多占用 {1} GB 内存。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Classes: {0}</source>
        <translation>类别：{0}</translation>
    </message>
    <message>
        <source>Device: {0}</source>
        <translation>设备：{0}</translation>
    </message>
    <message>
        <source>Fine-tune</source>
        <translation>微调</translation>
    </message>
    <message>
        <source>Fine-tune the mask decoder</source>
        <translation>微调掩码解码器</translation>
    </message>
    <message>
        <source>Go on with this run</source>
        <translation>继续此次训练</translation>
    </message>
    <message>
        <source>Looking at the ground truth…</source>
        <translation>正在查看真值…</translation>
    </message>
    <message>
        <source>On {0}</source>
        <translation>在 {0} 上</translation>
    </message>
    <message>
        <source>Perhaps {0}, with up to {1} GB of memory; the first run measures this PC.</source>
        <translation>可能需 {0}，最多占用 {1} GB 内存；首次训练会测定本机速度。</translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation>训练进度</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>Recipe: auto (recommended)</source>
        <translation>配方：auto（推荐）</translation>
    </message>
    <message>
        <source>Recipe: seed (for comparison)</source>
        <translation>配方：seed（用于对比）</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在启动…</translation>
    </message>
    <message>
        <source>Step {0} of {1}  ·  loss {2}</source>
        <translation>第 {0} 步，共 {1} 步  ·  损失 {2}</translation>
    </message>
    <message>
        <source>Stopping at the next step…</source>
        <translation>将在下一步停止…</translation>
    </message>
    <message>
        <source>{0} more masks: about {1} more IoU expected ({2} to {3})</source>
        <translation>再增加 {0} 个掩码：预计 IoU 约提高 {1}（{2} 至 {3}）</translation>
    </message>
    <message>
        <source>{0} on {1}, {2}.</source>
        <translation>{1}上的{0}，{2}。</translation>
    </message>
    <message>
        <source>{0}, about {1} left</source>
        <translation>{0}，大约还需 {1}</translation>
    </message>
    <message>
        <source>{0}: {1}, {2} to learn from, {3} held out</source>
        <translation>{0}：{1}，学习用{2}，留出 {3} 张</translation>
    </message>
</context>
<context>
    <name>GestureGuard</name>
    <message>
        <source>Hidden objects are shown again. Look at them, then repeat the step.</source>
        <translation>已重新显示隐藏的对象。请查看后再重复该操作。</translation>
    </message>
    <message>
        <source>Something is being drawn. Finish it first, or give it up with {0}.</source>
        <translation>正在绘制。请先完成，或用 {0} 放弃。</translation>
    </message>
    <message>
        <source>The masks are hidden just now. Release the key, look at them, then decide.</source>
        <translation>掩码当前已隐藏。请松开按键，查看后再决定。</translation>
    </message>
    <message>
        <source>This is the next picture. Look at it, then decide.</source>
        <translation>这是下一张图像。请先查看，再作决定。</translation>
    </message>
    <message>
        <source>What is shown has just changed. Look at it again, then repeat the step.</source>
        <translation>显示内容刚刚发生变化。请再次查看，然后重复此操作。</translation>
    </message>
</context>
<context>
    <name>GroundTruthNotesController</name>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Undone. {0}</source>
        <translation>已撤销。{0}</translation>
    </message>
    <message>
        <source>{0}: an accepted object is no longer ground truth.</source>
        <translation>{0}：一个已接受的对象不再是真值。</translation>
    </message>
    <message>
        <source>{0}: an accepted object was deleted.</source>
        <translation>{0}：已删除一个已接受的对象。</translation>
    </message>
    <message>
        <source>{0}: no longer ground truth, back to draft.</source>
        <translation>{0}：不再是真值，已恢复为草稿。</translation>
    </message>
    <message>
        <source>{0}: no longer ground truth.</source>
        <translation>{0}：不再是真值。</translation>
    </message>
    <message>
        <source>{0}: no longer signed off as good.</source>
        <translation>{0}：不再标为良品。</translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>Choose an image on the left.</source>
        <translation>请在左侧选择图像。</translation>
    </message>
    <message>
        <source>History of this image</source>
        <translation>此图像的历史</translation>
    </message>
</context>
<context>
    <name>Hub</name>
    <message>
        <source>The settings are not kept</source>
        <translation>设置未保存</translation>
    </message>
</context>
<context>
    <name>ImageFileDialogs</name>
    <message numerus="yes">
        <source>%n masks go with it</source>
        <translation>
            <numerusform>%n 个掩码将一并移除</numerusform>
        </translation>
    </message>
    <message>
        <source>Change the base model</source>
        <translation>更换基础模型</translation>
    </message>
    <message>
        <source>Checkpoints (*.pth)</source>
        <translation>检查点 (*.pth)</translation>
    </message>
    <message>
        <source>Images of one lot stay together when data is split. Empty: no lot.</source>
        <translation>拆分数据时，同一批次的图像保持在一起。留空表示无批次。</translation>
    </message>
    <message>
        <source>Its sign-off as good goes with it</source>
        <translation>其良品标记将一并移除</translation>
    </message>
    <message>
        <source>Model versions fit only the base model that they were made for.</source>
        <translation>模型版本只适用于其对应的基础模型。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove {0} from the project?</source>
        <translation>从项目中移除 {0}？</translation>
    </message>
    <message>
        <source>Set the lot</source>
        <translation>设置批次</translation>
    </message>
    <message>
        <source>The checkpoint of {0}</source>
        <translation>{0} 的检查点</translation>
    </message>
    <message>
        <source>The project&apos;s record keeps what was drawn; Undo on the picture brings it back.</source>
        <translation>项目记录保留已绘制的内容；图像上的“撤销”可将其恢复。</translation>
    </message>
    <message>
        <source>Where are the images now?</source>
        <translation>图像现在在哪里？</translation>
    </message>
    <message>
        <source>{0}. The file itself stays where it is.</source>
        <translation>{0}。文件本身保留在原处。</translation>
    </message>
</context>
<context>
    <name>ImageFilesController</name>
    <message numerus="yes">
        <source>%n cannot</source>
        <translation>
            <numerusform>%n 张不能</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n images can be read again</source>
        <translation>
            <numerusform>%n 张图像可再次读取</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n images found</source>
        <translation>
            <numerusform>找到 %n 张图像</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n still missing</source>
        <translation>
            <numerusform>仍缺少 %n 张</numerusform>
        </translation>
    </message>
    <message>
        <source>Change the base model</source>
        <translation>更换基础模型</translation>
    </message>
    <message>
        <source>Look at unreadable images again</source>
        <translation>重新检查不可读的图像</translation>
    </message>
    <message>
        <source>Look for images in {0}</source>
        <translation>在 {0} 中查找图像</translation>
    </message>
    <message>
        <source>Something else is at work; try again when it is done.</source>
        <translation>正在进行其他操作；请在其完成后重试。</translation>
    </message>
    <message>
        <source>The base model cannot be changed</source>
        <translation>无法更换基础模型</translation>
    </message>
    <message>
        <source>The base model is {0} now.</source>
        <translation>基础模型现为 {0}。</translation>
    </message>
    <message>
        <source>The image cannot be put back</source>
        <translation>无法恢复图像</translation>
    </message>
    <message>
        <source>The image cannot be removed</source>
        <translation>无法移除图像</translation>
    </message>
    <message>
        <source>The image cannot be shown</source>
        <translation>无法显示图像</translation>
    </message>
    <message>
        <source>The lot cannot be set</source>
        <translation>无法设置批次</translation>
    </message>
    <message>
        <source>The new picture cannot be used</source>
        <translation>无法使用新图像</translation>
    </message>
    <message numerus="yes">
        <source>{0} was removed from the project with %n masks. Its file stays.</source>
        <translation>
            <numerusform>已将 {0} 及 %n 个掩码从项目中移除。其文件保留。</numerusform>
        </translation>
    </message>
    <message>
        <source>{0}, {1}.</source>
        <translation>{0}，{1}。</translation>
    </message>
    <message>
        <source>{0}: the new picture is used with the masks of the one before.</source>
        <translation>{0}：新图像沿用先前图像的掩码。</translation>
    </message>
</context>
<context>
    <name>ImageHeader</name>
    <message>
        <source>Accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>良品</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0}/{1}</translation>
    </message>
</context>
<context>
    <name>ImageProblem</name>
    <message>
        <source>What was drawn and decided on it is kept.</source>
        <translation>已绘制和已决定的内容均保留。</translation>
    </message>
    <message>
        <source>{0} cannot be shown.</source>
        <translation>无法显示 {0}。</translation>
    </message>
</context>
<context>
    <name>ImagesPanel</name>
    <message>
        <source>Add images…</source>
        <translation>添加图像…</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>As added</source>
        <translation>添加顺序</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>按名称</translation>
    </message>
    <message>
        <source>By state</source>
        <translation>按状态</translation>
    </message>
    <message>
        <source>Filter by state</source>
        <translation>按状态筛选</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Last changed</source>
        <translation>最近修改</translation>
    </message>
    <message>
        <source>Least sure</source>
        <translation>最不确定</translation>
    </message>
    <message>
        <source>No image passes the filter.</source>
        <translation>没有符合筛选条件的图像。</translation>
    </message>
    <message>
        <source>No images yet.

Drop a folder of images here, or choose one.</source>
        <translation>还没有图像。

请将图像文件夹拖放到此处，或选择一个。</translation>
    </message>
    <message>
        <source>No project is open.</source>
        <translation>没有打开的项目。</translation>
    </message>
    <message>
        <source>Search images</source>
        <translation>搜索图像</translation>
    </message>
    <message>
        <source>Search name, folder or lot</source>
        <translation>搜索名称、文件夹或批次</translation>
    </message>
    <message>
        <source>Show all images</source>
        <translation>显示全部图像</translation>
    </message>
    <message>
        <source>Sort images</source>
        <translation>图像排序</translation>
    </message>
    <message>
        <source>{0} of {1} done</source>
        <translation>已完成 {0} / {1}</translation>
    </message>
</context>
<context>
    <name>InspectorButton</name>
    <message>
        <source>Another inspector…</source>
        <translation>其他检验员…</translation>
    </message>
    <message>
        <source>Who is at work?</source>
        <translation>谁在操作？</translation>
    </message>
    <message>
        <source>Your name, as it is written beside every change</source>
        <translation>您的姓名，将记录在每次修改旁</translation>
    </message>
    <message>
        <source>{0} is at work. Click to change.</source>
        <translation>{0} 正在操作。点击可更换。</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Built-in key</source>
        <translation>默认键</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>命令及其按键</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>新按键</translation>
    </message>
    <message>
        <source>On the image: Space moves the view, X held shows the second version alone, the arrow keys move the box, Shift and wheel set the brush, Alt and wheel choose a proposal, Enter closes a polygon, Backspace takes its last corner back, Alt and a number chooses a class.</source>
        <translation>在图像上：空格键移动视图，按住 X 只显示第二个版本，方向键移动框，Shift 加滚轮调整画笔，Alt 加滚轮选择建议，回车键闭合多边形，退格键撤回最后一个顶点，Alt 加数字选择类别。</translation>
    </message>
    <message>
        <source>Search commands and keys</source>
        <translation>搜索命令和按键</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>{0} is held to compare or to move the view.</source>
        <translation>{0} 用于按住对比或移动视图。</translation>
    </message>
    <message>
        <source>{0} is the key of “{1}” already.</source>
        <translation>{0} 已是“{1}”的按键。</translation>
    </message>
</context>
<context>
    <name>Kiosk</name>
    <message>
        <source>The kiosk stays open</source>
        <translation>终端模式保持打开</translation>
    </message>
    <message>
        <source>The project cannot be opened</source>
        <translation>无法打开项目</translation>
    </message>
    <message>
        <source>The project is being opened. One moment…</source>
        <translation>正在打开项目，请稍候…</translation>
    </message>
</context>
<context>
    <name>LicenceDialog</name>
    <message>
        <source>Accept the licence and add</source>
        <translation>接受许可证并添加</translation>
    </message>
    <message>
        <source>Add the base model {0}?</source>
        <translation>添加基础模型 {0}？</translation>
    </message>
    <message>
        <source>By {0}, under the licence {1}:</source>
        <translation>作者 {0}，许可证 {1}：</translation>
    </message>
    <message>
        <source>From {0}</source>
        <translation>来自 {0}</translation>
    </message>
    <message>
        <source>The licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>The pack is checked before it counts as installed. This takes a while.</source>
        <translation>包须先通过检查才算安装完成。这需要一些时间。</translation>
    </message>
</context>
<context>
    <name>LossCurves</name>
    <message>
        <source>Curves of the run</source>
        <translation>训练曲线</translation>
    </message>
    <message>
        <source>Held-out IoU</source>
        <translation>留出图像的 IoU</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>The project can only be looked at</source>
        <translation>此项目只能查看</translation>
    </message>
    <message>
        <source>{0} (only to look at)</source>
        <translation>{0}（仅查看）</translation>
    </message>
</context>
<context>
    <name>MaskChoiceController</name>
    <message>
        <source>This box was taken or dropped at another window meanwhile.</source>
        <translation>此框已在另一个窗口中被采用或丢弃。</translation>
    </message>
    <message>
        <source>{0} has not answered, so nothing was taken.</source>
        <translation>{0} 尚未回答，因此未采用任何内容。</translation>
    </message>
</context>
<context>
    <name>NavigationController</name>
    <message numerus="yes">
        <source>%n objects copied as drafts. Correct them, then accept.</source>
        <translation>
            <numerusform>已将 %n 个对象复制为草稿。请修正后接受。</numerusform>
        </translation>
    </message>
    <message>
        <source>Chosen because it looks least like the images that have masks.</source>
        <translation>选择此图像是因为它与已有掩码的图像最不相似。</translation>
    </message>
    <message>
        <source>Chosen because the model is unsure here: {0}, score {1}.</source>
        <translation>选择此图像是因为模型在这里不确定：{0}，得分 {1}。</translation>
    </message>
    <message>
        <source>Chosen because two versions disagree here: {0} and {1} overlap by {2} %.</source>
        <translation>选择此图像是因为两个版本在这里不一致：{0} 与 {1} 重叠 {2}%。</translation>
    </message>
    <message>
        <source>Copy objects</source>
        <translation>复制对象</translation>
    </message>
    <message>
        <source>No other image needs work.</source>
        <translation>没有其他需要处理的图像。</translation>
    </message>
    <message>
        <source>Nothing was copied: this image has been worked on already.</source>
        <translation>未复制任何内容：此图像已处理过。</translation>
    </message>
    <message>
        <source>The model knows no other open image yet: this is the next one.</source>
        <translation>模型尚未处理其他待办图像：这是下一张。</translation>
    </message>
    <message>
        <source>This is the last image.</source>
        <translation>这是最后一张图像。</translation>
    </message>
</context>
<context>
    <name>Navigator</name>
    <message>
        <source>Navigator</source>
        <translation>导航图</translation>
    </message>
    <message>
        <source>Press or drag to go there.</source>
        <translation>点击或拖动以移动到该处。</translation>
    </message>
</context>
<context>
    <name>NewProjectDialog</name>
    <message>
        <source>Make the project</source>
        <translation>创建项目</translation>
    </message>
    <message>
        <source>Model versions fit only the base model that they were tuned from. It can be changed later: Change base model… in the menu.</source>
        <translation>模型版本只适用于其微调所基于的基础模型。以后可以更换：菜单中的“更换基础模型…”。</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>新建项目</translation>
    </message>
    <message>
        <source>New project {0}</source>
        <translation>新建项目 {0}</translation>
    </message>
    <message>
        <source>Which base model shall it use?</source>
        <translation>使用哪个基础模型？</translation>
    </message>
    <message>
        <source>comes with SAMFT</source>
        <translation>随 SAMFT 提供</translation>
    </message>
</context>
<context>
    <name>ObjectsController</name>
    <message numerus="yes">
        <source>%n objects added as drafts. Correct them, then accept.</source>
        <translation>
            <numerusform>已添加 %n 个对象作为草稿。请修正后再接受。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n objects copied. Paste them here or on another image.</source>
        <translation>
            <numerusform>已复制 %n 个对象。可粘贴到此处或其他图像。</numerusform>
        </translation>
    </message>
    <message>
        <source>Duplicate objects</source>
        <translation>复制出副本</translation>
    </message>
    <message>
        <source>Lock objects</source>
        <translation>锁定对象</translation>
    </message>
    <message>
        <source>Merged. All of it is of the class {0} now.</source>
        <translation>已合并。现在全部属于类别 {0}。</translation>
    </message>
    <message>
        <source>Nothing was added: the objects lie outside this image.</source>
        <translation>未添加任何对象：这些对象位于此图像之外。</translation>
    </message>
    <message>
        <source>Paste objects</source>
        <translation>粘贴对象</translation>
    </message>
    <message numerus="yes">
        <source>Split into %n objects.</source>
        <translation>
            <numerusform>已拆分为 %n 个对象。</numerusform>
        </translation>
    </message>
    <message>
        <source>The object has {0} pieces. Take the specks away first; up to {1} are split.</source>
        <translation>该对象有 {0} 个部分。请先去除细小斑点；最多可拆分 {1} 个部分。</translation>
    </message>
    <message>
        <source>The object is of one piece: there is nothing to split.</source>
        <translation>该对象只有一个部分，无需拆分。</translation>
    </message>
    <message>
        <source>This is the last image.</source>
        <translation>这是最后一张图像。</translation>
    </message>
    <message>
        <source>Unlock objects</source>
        <translation>解锁对象</translation>
    </message>
</context>
<context>
    <name>ObjectsPanel</name>
    <message>
        <source>As drawn</source>
        <translation>按绘制顺序</translation>
    </message>
    <message>
        <source>By class</source>
        <translation>按类别</translation>
    </message>
    <message>
        <source>By {0}, {1}</source>
        <translation>{0}，{1}</translation>
    </message>
    <message>
        <source>Class or state</source>
        <translation>类别或状态</translation>
    </message>
    <message>
        <source>Drafts first</source>
        <translation>草稿优先</translation>
    </message>
    <message>
        <source>Filter objects</source>
        <translation>筛选对象</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>最大优先</translation>
    </message>
    <message>
        <source>Middle at x {0}, y {1}</source>
        <translation>中心位于 x {0}，y {1}</translation>
    </message>
    <message>
        <source>Nothing marked yet. Drag a box round a defect, or sign the image off as good</source>
        <translation>尚未标记任何内容。请在缺陷周围拖出一个框，或将图像标为良品</translation>
    </message>
    <message>
        <source>Objects on this image</source>
        <translation>此图像上的对象</translation>
    </message>
    <message>
        <source>Objects on this image ({0})</source>
        <translation>此图像上的对象（{0}）</translation>
    </message>
    <message>
        <source>Sort objects</source>
        <translation>对象排序</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>base</source>
        <translation>基础</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>空</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>{0} mm²</source>
        <translation>{0} mm²</translation>
    </message>
    <message>
        <source>{0} px</source>
        <translation>{0} 像素</translation>
    </message>
    <message>
        <source>{0} × {1} mm</source>
        <translation>{0} × {1} mm</translation>
    </message>
    <message>
        <source>{0} × {1} px</source>
        <translation>{0} × {1} px</translation>
    </message>
</context>
<context>
    <name>PackController</name>
    <message numerus="yes">
        <source>%n files were left out that no pack holds (see the list).</source>
        <translation>
            <numerusform>已略去 %n 个模型包中不应有的文件（见列表）。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n images are not in the pack: it only names them.</source>
        <translation>
            <numerusform>包中不含 %n 张图像：仅列出其名称。</numerusform>
        </translation>
    </message>
    <message>
        <source>Add it all the same</source>
        <translation>仍然添加</translation>
    </message>
    <message>
        <source>Add {0}</source>
        <translation>添加 {0}</translation>
    </message>
    <message>
        <source>Added as {0}. It is used once you activate it under Versions.</source>
        <translation>已添加为 {0}。在“版本”中启用后即可使用。</translation>
    </message>
    <message>
        <source>Checking {0}…</source>
        <translation>正在检查 {0}…</translation>
    </message>
    <message>
        <source>Go on only if you know where it comes from.</source>
        <translation>请仅在知道其来源时继续。</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>安装</translation>
    </message>
    <message>
        <source>Install SAMFT {0}</source>
        <translation>安装 SAMFT {0}</translation>
    </message>
    <message>
        <source>Install SAMFT {0}?</source>
        <translation>安装 SAMFT {0}？</translation>
    </message>
    <message>
        <source>Key: {0}</source>
        <translation>密钥：{0}</translation>
    </message>
    <message>
        <source>Look at its licence all the same</source>
        <translation>仍查看其许可证</translation>
    </message>
    <message>
        <source>Nobody can tell who made it, or whether it was changed on the way.</source>
        <translation>无法得知由谁制作，也无法得知传送途中是否被改动。</translation>
    </message>
    <message>
        <source>One at a time: {0} was left alone.</source>
        <translation>一次只能处理一个：未处理 {0}。</translation>
    </message>
    <message>
        <source>SAMFT {0} is installed. It is used from the next start on.</source>
        <translation>已安装 SAMFT {0}。下次启动时使用。</translation>
    </message>
    <message>
        <source>Signed by {0}.</source>
        <translation>由 {0} 签名。</translation>
    </message>
    <message>
        <source>The base model {0} is installed. New projects can use it from now on.</source>
        <translation>基础模型 {0} 已安装。新项目现在可以使用它。</translation>
    </message>
    <message>
        <source>The base pack cannot be added</source>
        <translation>无法添加基础模型包</translation>
    </message>
    <message>
        <source>The installer of SAMFT {0} goes on by itself. Please close this window.</source>
        <translation>SAMFT {0} 的安装程序会自行继续。请关闭此窗口。</translation>
    </message>
    <message>
        <source>The model pack cannot be added</source>
        <translation>无法添加模型包</translation>
    </message>
    <message>
        <source>The new version is used from the next start on. Open windows go on as they are.</source>
        <translation>新版本从下次启动起使用。已打开的窗口照常运行。</translation>
    </message>
    <message>
        <source>The pack was refused</source>
        <translation>该包被拒绝</translation>
    </message>
    <message>
        <source>The project pack cannot be unpacked</source>
        <translation>无法解包项目包</translation>
    </message>
    <message>
        <source>The update cannot be installed</source>
        <translation>无法安装更新</translation>
    </message>
    <message>
        <source>The update is signed by {0}.</source>
        <translation>该更新由 {0} 签名。</translation>
    </message>
    <message>
        <source>The version in use is kept, and samft update --rollback returns to it.</source>
        <translation>当前版本会保留；可用 samft update --rollback 恢复。</translation>
    </message>
    <message>
        <source>Unpack it all the same</source>
        <translation>仍然解包</translation>
    </message>
    <message>
        <source>Unpack {0}</source>
        <translation>解包 {0}</translation>
    </message>
    <message>
        <source>Where shall the project go? A folder {0} is made there</source>
        <translation>项目放在哪里？将在该处新建文件夹 {0}</translation>
    </message>
    <message>
        <source>{0} is not signed</source>
        <translation>{0} 未签名</translation>
    </message>
    <message>
        <source>{0} is signed by a key that is not trusted</source>
        <translation>{0} 的签名密钥不受信任</translation>
    </message>
</context>
<context>
    <name>PendingPrompts</name>
    <message numerus="yes">
        <source>%n boxes are still waiting: take or drop them first.</source>
        <translation>
            <numerusform>还有 %n 个框在等待：请先采用或丢弃。</numerusform>
        </translation>
    </message>
    <message>
        <source>The current box has no mask: {0} drops it.</source>
        <translation>当前的框没有掩码：{0} 将其丢弃。</translation>
    </message>
    <message>
        <source>The current mask is not taken yet: {0} takes it, {1} drops it. Nothing is decided before that.</source>
        <translation>当前的掩码尚未采用：{0} 采用，{1} 丢弃。在此之前不作任何决定。</translation>
    </message>
    <message>
        <source>The model is still being asked about the current box. Wait for its mask.</source>
        <translation>模型仍在处理当前的框。请等待其掩码。</translation>
    </message>
    <message>
        <source>{0} takes all, {1} drops all.</source>
        <translation>{0} 全部采用，{1} 全部丢弃。</translation>
    </message>
</context>
<context>
    <name>PredictionPanel</name>
    <message>
        <source>Asking the model…</source>
        <translation>正在询问模型…</translation>
    </message>
    <message>
        <source>Drag a box round a defect to see what the model says.</source>
        <translation>在缺陷周围拖出一个框，即可看到模型的结果。</translation>
    </message>
    <message>
        <source>No tuned version yet. Accept some masks, then press Fine-tune (F3).</source>
        <translation>还没有微调版本。请先接受一些掩码，再点“微调”(F3)。</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Proposals</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>The base model is in use. Versions (F4) puts a tuned one to use.</source>
        <translation>当前使用基础模型。可在“版本”(F4) 中启用微调版本。</translation>
    </message>
    <message>
        <source>{0} and {1} take the mask of: {2}. Then correct it with brush and eraser.</source>
        <translation>{0} 和 {1} 采用此模型的掩码：{2}。然后用画笔和橡皮擦修正。</translation>
    </message>
    <message>
        <source>{0} has not answered. Its mask is the one that would be taken.</source>
        <translation>{0} 尚未回答。将采用的是它的掩码。</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Large targets, for gloves and touch screens</source>
        <translation>大号控件，适合戴手套或触摸屏</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>No preference has these words.</source>
        <translation>没有包含这些词的偏好设置。</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>首选项</translation>
    </message>
    <message>
        <source>Search preferences</source>
        <translation>搜索偏好设置</translation>
    </message>
    <message>
        <source>Written beside every change.</source>
        <translation>记录在每次修改旁。</translation>
    </message>
    <message>
        <source>You and the window</source>
        <translation>您与窗口</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>您的姓名</translation>
    </message>
</context>
<context>
    <name>PrefetchController</name>
    <message>
        <source>Prepare all images</source>
        <translation>预处理全部图像</translation>
    </message>
    <message>
        <source>The engine is not running. See the status bar for the reason.</source>
        <translation>引擎未运行。原因见状态栏。</translation>
    </message>
    <message>
        <source>The image is being prepared; your box is answered as soon as it is.</source>
        <translation>正在预处理图像；完成后立即处理您的框。</translation>
    </message>
    <message>
        <source>The model is being loaded; your box is answered as soon as it is there.</source>
        <translation>正在加载模型；完成后立即处理您的框。</translation>
    </message>
</context>
<context>
    <name>ProgramHandlers</name>
    <message>
        <source>About SAMFT</source>
        <translation>关于 SAMFT</translation>
    </message>
    <message>
        <source>SAMFT {0}
Masks of bottle defects with Segment Anything.

Engine: {1}</source>
        <translation>SAMFT {0}
使用 Segment Anything 标注瓶子缺陷掩码。

引擎：{1}</translation>
    </message>
    <message>
        <source>not running</source>
        <translation>未运行</translation>
    </message>
</context>
<context>
    <name>ProjectController</name>
    <message numerus="yes">
        <source>%n images</source>
        <translation>
            <numerusform>%n 张图像</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n images added</source>
        <translation>
            <numerusform>已添加 %n 张图像</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n masks</source>
        <translation>
            <numerusform>%n 个掩码</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n objects measured</source>
        <translation>
            <numerusform>已测量 %n 个对象</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n boxes that wait</source>
        <translation>
            <numerusform>，%n 个等待的框</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n cannot be read (see the list)</source>
        <translation>
            <numerusform>，%n 张无法读取（见列表）</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n drafts</source>
        <translation>
            <numerusform>，%n 个草稿</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n good</source>
        <translation>
            <numerusform>，%n 张良品</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n masks</source>
        <translation>
            <numerusform>，%n 个掩码</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n were there already</source>
        <translation>
            <numerusform>，%n 张已存在</numerusform>
        </translation>
    </message>
    <message>
        <source>A pixel is {0} mm wide now, on all images of the project.</source>
        <translation>现在项目中所有图像的一个像素宽度均为 {0} mm。</translation>
    </message>
    <message>
        <source>A project was made in {0}.</source>
        <translation>已在 {0} 中新建项目。</translation>
    </message>
    <message>
        <source>Add images</source>
        <translation>添加图像</translation>
    </message>
    <message>
        <source>Export ground truth</source>
        <translation>导出真值</translation>
    </message>
    <message>
        <source>Export measures</source>
        <translation>导出测量值</translation>
    </message>
    <message>
        <source>Import {0}</source>
        <translation>导入 {0}</translation>
    </message>
    <message>
        <source>Look through {0}</source>
        <translation>查看 {0}</translation>
    </message>
    <message>
        <source>Nothing was brought in.</source>
        <translation>未导入任何内容。</translation>
    </message>
    <message>
        <source>Open {0}</source>
        <translation>打开 {0}</translation>
    </message>
    <message>
        <source>The class cannot be added</source>
        <translation>无法添加类别</translation>
    </message>
    <message>
        <source>The class cannot be renamed</source>
        <translation>无法重命名类别</translation>
    </message>
    <message>
        <source>The class cannot be used</source>
        <translation>无法使用该类别</translation>
    </message>
    <message>
        <source>The export did not finish</source>
        <translation>导出未完成</translation>
    </message>
    <message>
        <source>The import did not finish</source>
        <translation>导入未完成</translation>
    </message>
    <message>
        <source>The measures cannot be written</source>
        <translation>无法写入测量值</translation>
    </message>
    <message>
        <source>The project cannot be opened</source>
        <translation>无法打开项目</translation>
    </message>
    <message>
        <source>The project has no scale now: objects are measured in pixels.</source>
        <translation>项目现在没有比例尺：对象以像素为单位测量。</translation>
    </message>
    <message>
        <source>The sample project cannot be opened</source>
        <translation>无法打开示例项目</translation>
    </message>
    <message>
        <source>The scale cannot be set</source>
        <translation>无法设置比例尺</translation>
    </message>
    <message>
        <source>This cannot be added</source>
        <translation>无法添加此项</translation>
    </message>
    <message>
        <source>This cannot be opened</source>
        <translation>无法打开</translation>
    </message>
    <message>
        <source>This folder already has a project, which is open now: {0}</source>
        <translation>此文件夹已有项目，现已打开：{0}</translation>
    </message>
    <message>
        <source>What was imported is kept.</source>
        <translation>已导入的内容会保留。</translation>
    </message>
    <message>
        <source>Written to {1}: {0}.</source>
        <translation>已写入 {1}：{0}。</translation>
    </message>
    <message>
        <source>Written to {2}: {0} and {1}.</source>
        <translation>已写入 {2}：{0}、{1}。</translation>
    </message>
    <message>
        <source>{0}.</source>
        <translation>{0}。</translation>
    </message>
</context>
<context>
    <name>ProjectHandlers</name>
    <message>
        <source>Add the images of a folder</source>
        <translation>添加文件夹中的图像</translation>
    </message>
    <message>
        <source>Choose a folder of images</source>
        <translation>选择图像文件夹</translation>
    </message>
    <message>
        <source>Export ground truth</source>
        <translation>导出真值</translation>
    </message>
    <message>
        <source>Export into an empty folder</source>
        <translation>导出到空文件夹</translation>
    </message>
    <message>
        <source>How many millimetres is a pixel wide? 0: not known.</source>
        <translation>一个像素宽多少毫米？0 表示未知。</translation>
    </message>
    <message>
        <source>In which format?</source>
        <translation>采用哪种格式？</translation>
    </message>
    <message>
        <source>Open a project or a folder of images</source>
        <translation>打开项目或图像文件夹</translation>
    </message>
    <message>
        <source>Set the scale</source>
        <translation>设置比例尺</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>Write the measures of all accepted objects</source>
        <translation>写入所有已接受对象的测量值</translation>
    </message>
</context>
<context>
    <name>RecentProject</name>
    <message>
        <source>Open {0}</source>
        <translation>打开 {0}</translation>
    </message>
    <message>
        <source>Take it off this list; the project itself stays</source>
        <translation>从列表中移除；项目本身保留</translation>
    </message>
    <message>
        <source>Take {0} off the list</source>
        <translation>从列表中移除 {0}</translation>
    </message>
    <message>
        <source>not found in {0}</source>
        <translation>在 {0} 中未找到</translation>
    </message>
    <message>
        <source>{0} was not found</source>
        <translation>未找到 {0}</translation>
    </message>
</context>
<context>
    <name>RecentProjects</name>
    <message>
        <source>Projects you open are listed here. None yet: begin on the left.</source>
        <translation>您打开的项目会列在这里。目前没有：请从左侧开始。</translation>
    </message>
</context>
<context>
    <name>RecoveryController</name>
    <message>
        <source>Check the project</source>
        <translation>检查项目</translation>
    </message>
    <message>
        <source>Choose the project that is to be restored</source>
        <translation>选择要恢复的项目</translation>
    </message>
    <message>
        <source>It was not taken over</source>
        <translation>未接管</translation>
    </message>
    <message>
        <source>Look at the other PC first: if SAMFT still runs there, both write to the project and lose each other&apos;s masks.</source>
        <translation>请先查看另一台电脑：若 SAMFT 仍在那里运行，两者都会写入项目并丢失对方的掩码。</translation>
    </message>
    <message>
        <source>Read the backups</source>
        <translation>读取备份</translation>
    </message>
    <message>
        <source>Restore {0}</source>
        <translation>恢复 {0}</translation>
    </message>
    <message>
        <source>Restored. What was there before is kept in {0}.</source>
        <translation>已恢复。先前的内容保存在 {0}。</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>接管</translation>
    </message>
    <message>
        <source>Take over {0}</source>
        <translation>接管 {0}</translation>
    </message>
    <message>
        <source>Take the project over?</source>
        <translation>接管此项目？</translation>
    </message>
    <message>
        <source>The backups cannot be read</source>
        <translation>无法读取备份</translation>
    </message>
    <message>
        <source>The check did not finish</source>
        <translation>检查未完成</translation>
    </message>
    <message>
        <source>The project is being checked; see the tasks.</source>
        <translation>正在检查项目；见任务。</translation>
    </message>
    <message>
        <source>The project was not restored</source>
        <translation>项目未恢复</translation>
    </message>
</context>
<context>
    <name>RestoreDialog</name>
    <message>
        <source>Backups, the newest first</source>
        <translation>备份，最新的在前</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>恢复备份</translation>
    </message>
    <message>
        <source>The project becomes as it was when the backup was made; what was done since is not in it. The database that is there now is kept in the folder “backups”.</source>
        <translation>项目将恢复到备份时的状态；此后的工作不在其中。当前的数据库保留在“backups”文件夹中。</translation>
    </message>
    <message>
        <source>{0}   cannot be used: {1}</source>
        <translation>{0}   无法使用：{1}</translation>
    </message>
</context>
<context>
    <name>ResultCard</name>
    <message>
        <source>Accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>所有类别</translation>
    </message>
    <message>
        <source>Base</source>
        <translation>基础</translation>
    </message>
    <message>
        <source>Before: {0}</source>
        <translation>之前：{0}</translation>
    </message>
    <message>
        <source>Clicks to a good mask</source>
        <translation>到良好掩码的点击数</translation>
    </message>
    <message>
        <source>Corrections after the box until IoU is {0}, on {1} held-out masks; {2} at most</source>
        <translation>画框后直到 IoU 达到 {0} 的修正次数，基于 {1} 个保留掩码；最多 {2} 次</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Details: why not?</source>
        <translation>详细信息：为什么不行？</translation>
    </message>
    <message>
        <source>For scale: ellipse {0}, filled box {1}</source>
        <translation>参照：椭圆 {0}，填满的框 {1}</translation>
    </message>
    <message>
        <source>Gained most</source>
        <translation>提升最多</translation>
    </message>
    <message>
        <source>Go to {0}</source>
        <translation>转到 {0}</translation>
    </message>
    <message>
        <source>Got worse</source>
        <translation>变差</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>使用中</translation>
    </message>
    <message>
        <source>Its scores were off by {0} on average; what is shown from now on, by {1}.</source>
        <translation>其得分平均偏差 {0}；今后显示的得分偏差 {1}。</translation>
    </message>
    <message>
        <source>Look again at these masks</source>
        <translation>请再看看这些掩码</translation>
    </message>
    <message>
        <source>Mean IoU, boxes ±10 %</source>
        <translation>平均 IoU，框 ±10%</translation>
    </message>
    <message>
        <source>Mean IoU, tight boxes</source>
        <translation>平均 IoU，紧框</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新版</translation>
    </message>
    <message>
        <source>Not good yet</source>
        <translation>仍不理想</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不</translation>
    </message>
    <message>
        <source>Open the report</source>
        <translation>打开报告</translation>
    </message>
    <message>
        <source>Overlap {0}, where the version expected {1}. Click to see the image.</source>
        <translation>重叠 {0}，而该版本预期为 {1}。点击查看图像。</translation>
    </message>
    <message>
        <source>Put {0} to use</source>
        <translation>启用 {0}</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>另存为 PDF…</translation>
    </message>
    <message>
        <source>The new version, sure of itself, drew something else. Nothing is changed.</source>
        <translation>新版本很确定，却画出了不同的结果。未做任何改动。</translation>
    </message>
    <message>
        <source>The worst now</source>
        <translation>目前最差</translation>
    </message>
    <message>
        <source>Worst tenth</source>
        <translation>最差的十分之一</translation>
    </message>
    <message>
        <source>{0}: IoU {1}, before {2}</source>
        <translation>{0}：IoU {1}，之前 {2}</translation>
    </message>
    <message>
        <source>{0}: {1} against {2} of the base model</source>
        <translation>{0}：{1}，基础模型为 {2}</translation>
    </message>
    <message>
        <source>✓ Better than what is in use. You can put {0} to use.</source>
        <translation>✓ 优于当前使用的版本。您可以启用 {0}。</translation>
    </message>
    <message>
        <source>✓ {0} is in use.</source>
        <translation>✓ 正在使用 {0}。</translation>
    </message>
    <message>
        <source>✗ Not offered, although it is better on the whole. The reasons are below.</source>
        <translation>✗ 不予推荐，尽管总体上更好。原因见下。</translation>
    </message>
    <message>
        <source>✗ Not offered: not better than what is in use. The reasons are below.</source>
        <translation>✗ 不予推荐：不优于当前使用的版本。原因见下。</translation>
    </message>
</context>
<context>
    <name>ReviewBar</name>
    <message>
        <source>Accepted by {0}, {1}</source>
        <translation>由 {0} 接受，{1}</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>Approved by {0}, {1}</source>
        <translation>由 {0} 批准，{1}</translation>
    </message>
    <message>
        <source>Choose an image on the left.</source>
        <translation>请在左侧选择图像。</translation>
    </message>
    <message>
        <source>Comment for a return</source>
        <translation>退回说明</translation>
    </message>
    <message>
        <source>Leave review</source>
        <translation>退出复核</translation>
    </message>
    <message>
        <source>Nothing to review: its masks are not accepted yet.</source>
        <translation>没有可复核的内容：掩码尚未接受。</translation>
    </message>
    <message>
        <source>Review  ·  {0} waiting</source>
        <translation>复核  ·  待处理 {0}</translation>
    </message>
    <message>
        <source>Say what is to be changed, then press Enter.</source>
        <translation>请说明需要修改的内容，然后按回车键。</translation>
    </message>
    <message>
        <source>Send back</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Sent back by {0}, {1}</source>
        <translation>由 {0} 退回，{1}</translation>
    </message>
    <message>
        <source>Signed off as good by {0}, {1}</source>
        <translation>由 {0} 标为良品，{1}</translation>
    </message>
    <message>
        <source>What is to be changed?</source>
        <translation>需要修改什么？</translation>
    </message>
    <message>
        <source>You accepted it yourself, so another inspector approves it.</source>
        <translation>这是您自己接受的，须由其他检验员批准。</translation>
    </message>
</context>
<context>
    <name>ReviewController</name>
    <message>
        <source>No other image waits for your review.</source>
        <translation>没有其他等待您复核的图像。</translation>
    </message>
</context>
<context>
    <name>RunNotice</name>
    <message>
        <source>Close the notice</source>
        <translation>关闭通知</translation>
    </message>
    <message>
        <source>See the result</source>
        <translation>查看结果</translation>
    </message>
</context>
<context>
    <name>SelfTestDialog</name>
    <message>
        <source>A part of the program does not work.</source>
        <translation>程序的某个部分无法工作。</translation>
    </message>
    <message>
        <source>Everything works.</source>
        <translation>一切正常。</translation>
    </message>
    <message>
        <source>Self-test</source>
        <translation>自检</translation>
    </message>
    <message>
        <source>Trying every part of the program on three sample images…</source>
        <translation>正在用三张示例图像测试程序的每个部分…</translation>
    </message>
    <message>
        <source>What was tried</source>
        <translation>测试内容</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>24 drawn bottles with masks, to try everything in two minutes.</source>
        <translation>24 张绘制的瓶子及掩码，两分钟即可试用全部功能。</translation>
    </message>
    <message>
        <source>Annotate, correct, refine: masks of bottle defects</source>
        <translation>标注、修正、改进：瓶子缺陷的掩码</translation>
    </message>
    <message>
        <source>Images stay where they are; the project lies beside them.</source>
        <translation>图像保留在原处；项目位于其旁边。</translation>
    </message>
    <message>
        <source>Or drop a project, a folder of images or an MVTec AD category here.</source>
        <translation>也可以将项目、图像文件夹或 MVTec AD 类别拖放到此处。</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>最近的项目</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n 个正在运行</numerusform>
        </translation>
    </message>
    <message>
        <source>Model is loading…</source>
        <translation>正在加载模型…</translation>
    </message>
    <message>
        <source>Model ready</source>
        <translation>模型就绪</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>正在打开…</translation>
    </message>
    <message>
        <source>Running tasks</source>
        <translation>正在运行的任务</translation>
    </message>
    <message>
        <source>The engine does not run</source>
        <translation>引擎未运行</translation>
    </message>
    <message>
        <source>The engine stopped and is being restarted…</source>
        <translation>引擎已停止，正在重新启动…</translation>
    </message>
    <message>
        <source>The project is busy: another program is writing. Your change waits for it…</source>
        <translation>项目正忙：另一个程序正在写入。您的更改正在等待…</translation>
    </message>
    <message>
        <source>{0}: {1} %</source>
        <translation>{0}：{1}%</translation>
    </message>
</context>
<context>
    <name>TaskRow</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancelled; what was finished is kept</source>
        <translation>已取消；已完成的部分会保留</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the details of {0}</source>
        <translation>复制 {0} 的详细信息</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Details of {0}</source>
        <translation>{0} 的详细信息</translation>
    </message>
    <message>
        <source>Stopping at the next safe point…</source>
        <translation>将在下一个安全点停止…</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>正在处理…</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>剩余 {0}</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
    <message>
        <source>✓ Done</source>
        <translation>✓ 完成</translation>
    </message>
    <message>
        <source>✓ Done; the details say what was left out</source>
        <translation>✓ 完成；跳过的内容见详细信息</translation>
    </message>
    <message>
        <source>✗ Failed; the details say why</source>
        <translation>✗ 失败；原因见详细信息</translation>
    </message>
</context>
<context>
    <name>TasksPanel</name>
    <message>
        <source>Clear finished</source>
        <translation>清除已结束的任务</translation>
    </message>
    <message>
        <source>Nothing is running. What takes long is listed here while you go on: opening, import, preparing images, fine-tuning, export and the self-test.</source>
        <translation>没有正在运行的任务。耗时的操作会列在这里，您可以继续工作：打开、导入、预处理图像、微调、导出和自检。</translation>
    </message>
</context>
<context>
    <name>ToolHandlers</name>
    <message>
        <source>No object is selected to take away from: click one first.</source>
        <translation>未选中可减去的对象：请先单击一个。</translation>
    </message>
</context>
<context>
    <name>ToolStrip</name>
    <message>
        <source>Brush size in pixels</source>
        <translation>画笔大小（像素）</translation>
    </message>
    <message>
        <source>Tools above</source>
        <translation>上方的工具</translation>
    </message>
    <message>
        <source>Tools below</source>
        <translation>下方的工具</translation>
    </message>
    <message>
        <source>{0} px</source>
        <translation>{0} px</translation>
    </message>
</context>
<context>
    <name>TourController</name>
    <message>
        <source>Take masks away for the tour</source>
        <translation>为导览移除掩码</translation>
    </message>
    <message>
        <source>The masks that the tour took away are not back</source>
        <translation>导览移走的掩码尚未恢复</translation>
    </message>
    <message>
        <source>The tour cannot take the masks of this image away</source>
        <translation>导览无法移走此图像的掩码</translation>
    </message>
    <message>
        <source>Tour: step {0} of {1}</source>
        <translation>导览：第 {0} 步，共 {1} 步</translation>
    </message>
</context>
<context>
    <name>UndoImportController</name>
    <message numerus="yes">
        <source>%n images</source>
        <translation>
            <numerusform>%n 张图像</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stay, they were worked on since: {0}</source>
        <translation>
            <numerusform>%n 张保留，因为之后已有改动：{0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n good</source>
        <translation>
            <numerusform>，%n 张良品</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n masks</source>
        <translation>
            <numerusform>，%n 个掩码</numerusform>
        </translation>
    </message>
    <message>
        <source>. {0}</source>
        <translation>。{0}</translation>
    </message>
    <message>
        <source>Brought in by {0}, {1}.</source>
        <translation>由 {0} 于 {1} 导入。</translation>
    </message>
    <message>
        <source>Nothing of the last import can be taken back any more.</source>
        <translation>上次导入的内容已无法撤回。</translation>
    </message>
    <message>
        <source>The image files stay where they are. To have all of it back, import the folder again.</source>
        <translation>图像文件保留在原处。若要全部恢复，请重新导入该文件夹。</translation>
    </message>
    <message>
        <source>The import cannot be taken back</source>
        <translation>无法撤回导入</translation>
    </message>
    <message>
        <source>The import was taken back: {0}</source>
        <translation>已撤回导入：{0}</translation>
    </message>
    <message>
        <source>These go: {0}.</source>
        <translation>将移除：{0}。</translation>
    </message>
    <message>
        <source>{0}.</source>
        <translation>{0}。</translation>
    </message>
</context>
<context>
    <name>UndoNote</name>
    <message>
        <source>Close the note</source>
        <translation>关闭提示</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>VersionRow</name>
    <message>
        <source>Compare another version</source>
        <translation>比较其他版本</translation>
    </message>
    <message>
        <source>Proposal {0}</source>
        <translation>建议 {0}</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>采用</translation>
    </message>
    <message>
        <source>Use the mask of {0}</source>
        <translation>采用 {0} 的掩码</translation>
    </message>
    <message>
        <source>score {0}</source>
        <translation>得分 {0}</translation>
    </message>
</context>
<context>
    <name>VersionsPanel</name>
    <message>
        <source>Base model</source>
        <translation>基础模型</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Fine-tuning (F3) adds a version here. The base model is always kept.</source>
        <translation>微调 (F3) 会在此添加一个版本。基础模型始终保留。</translation>
    </message>
    <message>
        <source>IoU {0} with boxes ±10 % (base {1}), {2} masks to learn from</source>
        <translation>框 ±10% 时 IoU {0}（基础 {1}），学习用掩码 {2} 个</translation>
    </message>
    <message>
        <source>Made {0}</source>
        <translation>创建于 {0}</translation>
    </message>
    <message>
        <source>Model versions</source>
        <translation>模型版本</translation>
    </message>
    <message>
        <source>Put to use</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Put {0} to use</source>
        <translation>启用 {0}</translation>
    </message>
    <message>
        <source>Roll back</source>
        <translation>回退</translation>
    </message>
    <message>
        <source>always there</source>
        <translation>始终可用</translation>
    </message>
    <message>
        <source>candidate: waits for your decision</source>
        <translation>候选：等待您的决定</translation>
    </message>
    <message>
        <source>was in use</source>
        <translation>曾使用</translation>
    </message>
    <message>
        <source>✓ in use</source>
        <translation>✓ 使用中</translation>
    </message>
    <message>
        <source>✗ refused by the gate</source>
        <translation>✗ 未通过准入检查</translation>
    </message>
</context>
<context>
    <name>WaitingBoxesController</name>
    <message numerus="yes">
        <source>%n objects taken as drafts</source>
        <translation>
            <numerusform>已采用 %n 个对象为草稿</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n objects taken as drafts.</source>
        <translation>
            <numerusform>已采用 %n 个对象为草稿。</numerusform>
        </translation>
    </message>
    <message>
        <source>No waiting box has been answered by {0} yet.</source>
        <translation>{0} 尚未回答任何等待中的框。</translation>
    </message>
    <message>
        <source>Take all boxes</source>
        <translation>采用全部框</translation>
    </message>
    <message>
        <source>{0}; without an answer yet: {1}.</source>
        <translation>{0}；尚无结果：{1}。</translation>
    </message>
</context>
<context>
    <name>WaitingBoxesPanel</name>
    <message>
        <source>Drop all</source>
        <translation>全部放弃</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>Proposed by the program: nothing is accepted unless you take it.</source>
        <translation>由程序建议：未经您采用的内容不会被接受。</translation>
    </message>
    <message>
        <source>Take all</source>
        <translation>全部采用</translation>
    </message>
    <message>
        <source>Waiting boxes: {0} of {1} answered</source>
        <translation>等待的框：{0} / {1} 已有结果</translation>
    </message>
</context>
<context>
    <name>WallController</name>
    <message numerus="yes">
        <source>%n are locked and stay as they are.</source>
        <translation>
            <numerusform>%n 个已锁定，保持不变。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n images are approved as they are.</source>
        <translation>
            <numerusform>%n 张图像按原样批准。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lines written to {0}</source>
        <translation>
            <numerusform>已将 %n 行写入 {0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n masks become drafts again.</source>
        <translation>
            <numerusform>%n 个掩码恢复为草稿。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n masks go with them.</source>
        <translation>
            <numerusform>%n 个掩码将一并移除。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n objects get another class.</source>
        <translation>
            <numerusform>%n 个对象将更改类别。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of the selected images stay as they are.</source>
        <translation>
            <numerusform>所选图像中有 %n 张保持不变。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them are ground truth and become drafts until accepted anew.</source>
        <translation>
            <numerusform>其中 %n 个是真值，将变为草稿，直到重新接受。</numerusform>
        </translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>批准</translation>
    </message>
    <message numerus="yes">
        <source>Approve %n images?</source>
        <translation>
            <numerusform>批准 %n 张图像？</numerusform>
        </translation>
    </message>
    <message>
        <source>Change class</source>
        <translation>更改类别</translation>
    </message>
    <message>
        <source>Export counts</source>
        <translation>导出计数</translation>
    </message>
    <message>
        <source>Move to a lot</source>
        <translation>移至批次</translation>
    </message>
    <message>
        <source>None of these images is accepted or signed off as good.</source>
        <translation>这些图像均未被接受或标为良品。</translation>
    </message>
    <message>
        <source>None of these images waits for your approval.</source>
        <translation>这些图像均不等待您批准。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message numerus="yes">
        <source>Remove %n images from the project?</source>
        <translation>
            <numerusform>从项目中移除 %n 张图像？</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send back %n images</source>
        <translation>
            <numerusform>退回 %n 张图像</numerusform>
        </translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>The counts cannot be exported</source>
        <translation>无法导出计数</translation>
    </message>
    <message>
        <source>The files stay where they are.</source>
        <translation>文件保留在原处。</translation>
    </message>
    <message>
        <source>There is no object on these images that could get another class.</source>
        <translation>这些图像上没有可更改类别的对象。</translation>
    </message>
    <message>
        <source>This image has not been prepared yet. Open it, or prepare all images first.</source>
        <translation>此图像尚未预处理。请打开它，或先预处理全部图像。</translation>
    </message>
    <message>
        <source>What is to be changed?</source>
        <translation>要更改什么？</translation>
    </message>
    <message numerus="yes">
        <source>Which lot are these %n images of?</source>
        <translation>
            <numerusform>这 %n 张图像属于哪个批次？</numerusform>
        </translation>
    </message>
    <message>
        <source>{0}: done. Undo takes it back.</source>
        <translation>{0}：已完成。可以撤销。</translation>
    </message>
</context>
<context>
    <name>WallCounts</name>
    <message>
        <source>By day</source>
        <translation>按日</translation>
    </message>
    <message>
        <source>By inspector</source>
        <translation>按检验员</translation>
    </message>
    <message>
        <source>Objects by class</source>
        <translation>按类别的对象</translation>
    </message>
</context>
<context>
    <name>WallFilters</name>
    <message>
        <source> px</source>
        <translation> 像素</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>全部类别</translation>
    </message>
    <message>
        <source>All inspectors</source>
        <translation>全部检验员</translation>
    </message>
    <message>
        <source>All lots</source>
        <translation>全部批次</translation>
    </message>
    <message>
        <source>Any day</source>
        <translation>任意日期</translation>
    </message>
    <message>
        <source>Any score</source>
        <translation>任意评分</translation>
    </message>
    <message>
        <source>Any size</source>
        <translation>任意大小</translation>
    </message>
    <message>
        <source>Any state</source>
        <translation>任意状态</translation>
    </message>
    <message>
        <source>As added</source>
        <translation>按添加顺序</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Doubles</source>
        <translation>重复图像</translation>
    </message>
    <message>
        <source>From </source>
        <comment>size of a defect</comment>
        <translation>从 </translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>检验员</translation>
    </message>
    <message>
        <source>Largest defect</source>
        <translation>最大缺陷</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>Last changed</source>
        <translation>最近更改</translation>
    </message>
    <message>
        <source>Least size of a defect in pixels</source>
        <translation>缺陷的最小尺寸（像素）</translation>
    </message>
    <message>
        <source>Least sure</source>
        <translation>最不确定</translation>
    </message>
    <message>
        <source>Lot</source>
        <translation>批次</translation>
    </message>
    <message>
        <source>No lot</source>
        <translation>无批次</translation>
    </message>
    <message>
        <source>Only images with the same pixels as another one</source>
        <translation>仅显示与其他图像像素相同的图像</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>顺序</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>评分</translation>
    </message>
    <message>
        <source>Score below {0}</source>
        <translation>评分低于 {0}</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
</context>
<context>
    <name>WallPanel</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>已选择 %n 张</numerusform>
        </translation>
    </message>
    <message>
        <source>Approve…</source>
        <translation>批准…</translation>
    </message>
    <message>
        <source>Back to the picture</source>
        <translation>返回图像</translation>
    </message>
    <message>
        <source>Change class…</source>
        <translation>更改类别…</translation>
    </message>
    <message>
        <source>Export counts…</source>
        <translation>导出计数…</translation>
    </message>
    <message>
        <source>More like this</source>
        <translation>查找相似图像</translation>
    </message>
    <message>
        <source>Move to a lot…</source>
        <translation>移至批次…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>Send back…</source>
        <translation>退回…</translation>
    </message>
    <message>
        <source>Usual order</source>
        <translation>默认顺序</translation>
    </message>
    <message>
        <source>{0} of {1} images</source>
        <translation>{0}/{1} 张图像</translation>
    </message>
</context>
<context>
    <name>WallView</name>
    <message>
        <source>All images</source>
        <translation>全部图像</translation>
    </message>
</context>
<context>
    <name>WayBack</name>
    <message>
        <source>Show everything again</source>
        <translation>重新显示全部</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>About SAMFT</source>
        <translation>关于 SAMFT</translation>
    </message>
    <message>
        <source>Accept and go on</source>
        <translation>接受并继续</translation>
    </message>
    <message>
        <source>Accept masks as ground truth</source>
        <translation>接受掩码为真值</translation>
    </message>
    <message>
        <source>Add images…</source>
        <translation>添加图像…</translation>
    </message>
    <message>
        <source>Annotate</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>Another inspector approves</source>
        <translation>由其他检验员批准</translation>
    </message>
    <message>
        <source>Approve the image</source>
        <translation>批准图像</translation>
    </message>
    <message>
        <source>Ask with the box of the image before</source>
        <translation>用上一张图像的框询问</translation>
    </message>
    <message>
        <source>Back to draft</source>
        <translation>退回草稿</translation>
    </message>
    <message>
        <source>Base alone, tuned while X is held</source>
        <translation>仅显示基础，按住 X 显示微调</translation>
    </message>
    <message>
        <source>Base and tuned side by side</source>
        <translation>基础与微调并排</translation>
    </message>
    <message>
        <source>Box prompt</source>
        <translation>框提示</translation>
    </message>
    <message>
        <source>Brightness, contrast, fill…</source>
        <translation>亮度、对比度、填充…</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>画笔</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Change base model…</source>
        <translation>更换基础模型…</translation>
    </message>
    <message>
        <source>Check the project</source>
        <translation>检查项目</translation>
    </message>
    <message>
        <source>Close project</source>
        <translation>关闭项目</translation>
    </message>
    <message>
        <source>Copy objects to the next image as drafts</source>
        <translation>将对象作为草稿复制到下一张图像</translation>
    </message>
    <message>
        <source>Copy the object</source>
        <translation>复制对象</translation>
    </message>
    <message>
        <source>Crosshair at the cursor</source>
        <translation>光标处显示十字线</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Delete object or drop box</source>
        <translation>删除对象或放弃框</translation>
    </message>
    <message>
        <source>Draw several boxes</source>
        <translation>画多个框</translation>
    </message>
    <message>
        <source>Drop all boxes</source>
        <translation>放弃全部框</translation>
    </message>
    <message>
        <source>Duplicate the object</source>
        <translation>创建对象副本</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>橡皮擦</translation>
    </message>
    <message>
        <source>Export ground truth…</source>
        <translation>导出真值…</translation>
    </message>
    <message>
        <source>Export measures as a table…</source>
        <translation>将测量值导出为表格…</translation>
    </message>
    <message>
        <source>Fill holes</source>
        <translation>填充孔洞</translation>
    </message>
    <message>
        <source>Find a command…</source>
        <translation>查找命令…</translation>
    </message>
    <message>
        <source>Fine-tune</source>
        <translation>微调</translation>
    </message>
    <message>
        <source>Fine-tune on the accepted masks</source>
        <translation>用已接受的掩码微调</translation>
    </message>
    <message>
        <source>Fit image to window</source>
        <translation>图像适合窗口</translation>
    </message>
    <message>
        <source>Fit the selection to the window</source>
        <translation>使所选内容适合窗口</translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Grow by a pixel</source>
        <translation>扩大一个像素</translation>
    </message>
    <message>
        <source>Hide the object</source>
        <translation>隐藏对象</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Keep the largest part only</source>
        <translation>仅保留最大部分</translation>
    </message>
    <message>
        <source>Keep the zoom between images</source>
        <translation>切换图像时保持缩放</translation>
    </message>
    <message>
        <source>Keys…</source>
        <translation>快捷键…</translation>
    </message>
    <message>
        <source>Large targets</source>
        <translation>大号控件</translation>
    </message>
    <message>
        <source>Larger brush</source>
        <translation>放大画笔</translation>
    </message>
    <message>
        <source>Lasso: add</source>
        <translation>套索：添加</translation>
    </message>
    <message>
        <source>Lasso: take away</source>
        <translation>套索：去除</translation>
    </message>
    <message>
        <source>Leave other objects&apos; pixels</source>
        <translation>不覆盖其他对象的像素</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>List of images</source>
        <translation>图像列表</translation>
    </message>
    <message>
        <source>Locate folder…</source>
        <translation>定位文件夹…</translation>
    </message>
    <message>
        <source>Lock the object</source>
        <translation>锁定对象</translation>
    </message>
    <message>
        <source>Look at unreadable images again</source>
        <translation>重新检查不可读的图像</translation>
    </message>
    <message>
        <source>Mark where base and tuned differ</source>
        <translation>标出基础与微调的差异</translation>
    </message>
    <message>
        <source>Merge the selected objects</source>
        <translation>合并所选对象</translation>
    </message>
    <message>
        <source>Move the view</source>
        <translation>移动视图</translation>
    </message>
    <message>
        <source>Names tell inspectors apart, as they share an account</source>
        <translation>检验员共用一个帐户，以姓名区分</translation>
    </message>
    <message>
        <source>Navigator</source>
        <translation>导航图</translation>
    </message>
    <message>
        <source>New project from a folder of images…</source>
        <translation>从图像文件夹新建项目…</translation>
    </message>
    <message>
        <source>Next image</source>
        <translation>下一张图像</translation>
    </message>
    <message>
        <source>Next image that needs work</source>
        <translation>下一张待处理图像</translation>
    </message>
    <message>
        <source>Next most useful image</source>
        <translation>下一张最有价值的图像</translation>
    </message>
    <message>
        <source>Next proposed draft, the least sure first</source>
        <translation>下一个建议草稿（最不确定的优先）</translation>
    </message>
    <message>
        <source>Next waiting box</source>
        <translation>下一个等待的框</translation>
    </message>
    <message>
        <source>One to one</source>
        <translation>实际大小</translation>
    </message>
    <message>
        <source>Only approved images count</source>
        <translation>仅计入已批准的图像</translation>
    </message>
    <message>
        <source>Open project or folder…</source>
        <translation>打开项目或文件夹…</translation>
    </message>
    <message>
        <source>Open the sample project</source>
        <translation>打开示例项目</translation>
    </message>
    <message>
        <source>Outlines only</source>
        <translation>仅轮廓</translation>
    </message>
    <message>
        <source>Paste as a draft</source>
        <translation>粘贴为草稿</translation>
    </message>
    <message>
        <source>Paste on the next image as a draft</source>
        <translation>在下一张图像上粘贴为草稿</translation>
    </message>
    <message>
        <source>Picture alone</source>
        <translation>仅显示图像</translation>
    </message>
    <message>
        <source>Pixel grid from 800 % on</source>
        <translation>800% 起显示像素网格</translation>
    </message>
    <message>
        <source>Point off the defect</source>
        <translation>缺陷外的点</translation>
    </message>
    <message>
        <source>Point on the defect</source>
        <translation>缺陷上的点</translation>
    </message>
    <message>
        <source>Polygon: add</source>
        <translation>多边形：添加</translation>
    </message>
    <message>
        <source>Polygon: take away</source>
        <translation>多边形：去除</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>首选项…</translation>
    </message>
    <message>
        <source>Prepare all images for instant answers</source>
        <translation>预处理全部图像以便即时响应</translation>
    </message>
    <message>
        <source>Previous image</source>
        <translation>上一张图像</translation>
    </message>
    <message>
        <source>Propose boxes on this image</source>
        <translation>在此图像上建议框</translation>
    </message>
    <message>
        <source>Propose drafts on all new images</source>
        <translation>在全部新图像上建议草稿</translation>
    </message>
    <message>
        <source>Propose the boxes of the image before</source>
        <translation>建议上一张图像的框</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Remove from the project…</source>
        <translation>从项目中移除…</translation>
    </message>
    <message>
        <source>Restart the engine</source>
        <translation>重启引擎</translation>
    </message>
    <message>
        <source>Restore a backup…</source>
        <translation>恢复备份…</translation>
    </message>
    <message>
        <source>Review mode</source>
        <translation>复核模式</translation>
    </message>
    <message>
        <source>Roll back to the version before</source>
        <translation>回退到上一版本</translation>
    </message>
    <message>
        <source>Search images</source>
        <translation>搜索图像</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Send the image back with a comment</source>
        <translation>附说明退回图像</translation>
    </message>
    <message>
        <source>Set the lot…</source>
        <translation>设置批次…</translation>
    </message>
    <message>
        <source>Set the scale…</source>
        <translation>设置比例尺…</translation>
    </message>
    <message>
        <source>Show all objects</source>
        <translation>显示全部对象</translation>
    </message>
    <message>
        <source>Show the base mask</source>
        <translation>显示基础掩码</translation>
    </message>
    <message>
        <source>Show the image as taken</source>
        <translation>按原始状态显示图像</translation>
    </message>
    <message>
        <source>Show the log file</source>
        <translation>显示日志文件</translation>
    </message>
    <message>
        <source>Show the tuned mask</source>
        <translation>显示微调掩码</translation>
    </message>
    <message>
        <source>Shrink by a pixel</source>
        <translation>缩小一个像素</translation>
    </message>
    <message>
        <source>Side panel</source>
        <translation>侧面板</translation>
    </message>
    <message>
        <source>Sign off as good</source>
        <translation>标为良品</translation>
    </message>
    <message>
        <source>Smaller brush</source>
        <translation>缩小画笔</translation>
    </message>
    <message>
        <source>Smooth the edge</source>
        <translation>平滑边缘</translation>
    </message>
    <message>
        <source>Split into parts</source>
        <translation>拆分为多个部分</translation>
    </message>
    <message>
        <source>Take all boxes</source>
        <translation>采用全部框</translation>
    </message>
    <message>
        <source>Take the last import back…</source>
        <translation>撤回上次导入…</translation>
    </message>
    <message>
        <source>Take the tour in five steps</source>
        <translation>五步导览</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Test the program…</source>
        <translation>测试程序…</translation>
    </message>
    <message>
        <source>The policy of this PC does not allow it.</source>
        <translation>本机的策略不允许此操作。</translation>
    </message>
    <message>
        <source>The project is open only to look at.</source>
        <translation>项目仅以查看方式打开。</translation>
    </message>
    <message>
        <source>The right button adds. Shift draws straight on from the stroke before.</source>
        <translation>右键添加。按住 Shift 可从上一笔画直线继续。</translation>
    </message>
    <message>
        <source>The right button takes away. Shift draws straight on from the stroke before.</source>
        <translation>右键擦除。按住 Shift 可从上一笔画直线继续。</translation>
    </message>
    <message>
        <source>Three proposals, one after the other</source>
        <translation>三个建议，逐个查看</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Unlock the object</source>
        <translation>解锁对象</translation>
    </message>
    <message>
        <source>Use the first mask (base)</source>
        <translation>采用第一个掩码（基础）</translation>
    </message>
    <message>
        <source>Use the second mask (tuned)</source>
        <translation>采用第二个掩码（微调）</translation>
    </message>
    <message>
        <source>Use the selected mask</source>
        <translation>采用选中的掩码</translation>
    </message>
    <message>
        <source>Use the third proposal</source>
        <translation>使用第三个建议</translation>
    </message>
    <message>
        <source>Use this picture</source>
        <translation>使用此图像</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Wall of all images</source>
        <translation>全部图像墙</translation>
    </message>
    <message>
        <source>What is drawn then never covers another object.</source>
        <translation>此时绘制的内容不会覆盖其他对象。</translation>
    </message>
    <message>
        <source>Who is at work…</source>
        <translation>操作人员…</translation>
    </message>
    <message>
        <source>Wipe between base and tuned</source>
        <translation>基础与微调滑动对比</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
</context>
<context>
    <name>bootstrap</name>
    <message>
        <source>SAMFT cannot start</source>
        <translation>SAMFT 无法启动</translation>
    </message>
    <message>
        <source>SAMFT starts with its own settings</source>
        <translation>SAMFT 以自带设置启动</translation>
    </message>
</context>
<context>
    <name>commands</name>
    <message>
        <source>Accept as ground truth</source>
        <translation>接受为真值</translation>
    </message>
    <message>
        <source>Add object</source>
        <translation>添加对象</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>批准</translation>
    </message>
    <message>
        <source>Approve images</source>
        <translation>批准图像</translation>
    </message>
    <message>
        <source>Back to draft</source>
        <translation>退回草稿</translation>
    </message>
    <message>
        <source>Change class</source>
        <translation>更改类别</translation>
    </message>
    <message>
        <source>Change mask</source>
        <translation>修改掩码</translation>
    </message>
    <message>
        <source>Change prompts</source>
        <translation>修改提示</translation>
    </message>
    <message>
        <source>Delete object</source>
        <translation>删除对象</translation>
    </message>
    <message>
        <source>Draw box</source>
        <translation>画框</translation>
    </message>
    <message>
        <source>Drop boxes</source>
        <translation>放弃框</translation>
    </message>
    <message>
        <source>Fill holes</source>
        <translation>填充孔洞</translation>
    </message>
    <message>
        <source>Grow by a pixel</source>
        <translation>扩大一个像素</translation>
    </message>
    <message>
        <source>Lock object</source>
        <translation>锁定对象</translation>
    </message>
    <message>
        <source>Merge objects</source>
        <translation>合并对象</translation>
    </message>
    <message>
        <source>Move to a lot</source>
        <translation>移至批次</translation>
    </message>
    <message>
        <source>Put boxes</source>
        <translation>放置框</translation>
    </message>
    <message>
        <source>Remove images</source>
        <translation>移除图像</translation>
    </message>
    <message>
        <source>Remove islands</source>
        <translation>移除孤岛</translation>
    </message>
    <message>
        <source>Return images</source>
        <translation>退回图像</translation>
    </message>
    <message>
        <source>Send back</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Shrink by a pixel</source>
        <translation>缩小一个像素</translation>
    </message>
    <message>
        <source>Sign off as good</source>
        <translation>标为良品</translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Split into parts</source>
        <translation>拆分为多个部分</translation>
    </message>
    <message>
        <source>Take back good</source>
        <translation>撤回良品</translation>
    </message>
    <message>
        <source>Unlock object</source>
        <translation>解锁对象</translation>
    </message>
</context>
<context>
    <name>hints</name>
    <message>
        <source>Add images: drop a folder here, or press {0}.</source>
        <translation>添加图像：将文件夹拖放到此处，或按 {0}。</translation>
    </message>
    <message>
        <source>Asking the model…</source>
        <translation>正在询问模型…</translation>
    </message>
    <message>
        <source>Choose an image on the left.</source>
        <translation>请在左侧选择图像。</translation>
    </message>
    <message>
        <source>Choose images with Shift or Ctrl, then act on all of them. Return opens one, Esc leaves.</source>
        <translation>用 Shift 或 Ctrl 选择图像，然后一并处理。回车打开图像，Esc 离开。</translation>
    </message>
    <message>
        <source>Correct with brush {0} and eraser {1}. {2} accepts, {3} takes back.</source>
        <translation>用画笔 {0} 和橡皮擦 {1} 修正。{2} 接受，{3} 撤销。</translation>
    </message>
    <message>
        <source>Done. This is the last image.</source>
        <translation>完成。这是最后一张图像。</translation>
    </message>
    <message>
        <source>Done. {0} shows the next image.</source>
        <translation>完成。{0} 显示下一张图像。</translation>
    </message>
    <message>
        <source>Drag a box round a defect. No defect? {0} signs the image off as good.</source>
        <translation>在缺陷周围拖出一个框。没有缺陷？{0} 将图像标为良品。</translation>
    </message>
    <message>
        <source>Open a project, or drop a folder of images here.</source>
        <translation>请打开项目，或将图像文件夹拖放到此处。</translation>
    </message>
    <message>
        <source>The box is queued. {0}</source>
        <translation>框已排队。{0}</translation>
    </message>
    <message>
        <source>This image cannot be read. {0} shows the next one.</source>
        <translation>无法读取此图像。{0} 显示下一张。</translation>
    </message>
    <message>
        <source>{0} accepts the masks as ground truth. Or drag a box round another defect.</source>
        <translation>{0} 接受掩码为真值。或在另一处缺陷周围拖出一个框。</translation>
    </message>
    <message>
        <source>{0} approves, {1} sends the image back with a comment. {2} leaves review mode.</source>
        <translation>{0} 批准，{1} 附说明退回图像。{2} 退出复核模式。</translation>
    </message>
    <message>
        <source>{0} boxes wait: {1} takes all, {2} or a click chooses the next one.</source>
        <translation>{0} 个框在等待：{1} 全部采用，{2} 或点击选择下一个。</translation>
    </message>
    <message>
        <source>{0} of {1} boxes answered. {2}</source>
        <translation>{0} / {1} 个框已有结果。{2}</translation>
    </message>
    <message>
        <source>{0} takes the mask, {1} the base model&apos;s. Or {2} accepts at once.</source>
        <translation>{0} 采用该掩码，{1} 采用基础模型的掩码。或按 {2} 立即接受。</translation>
    </message>
    <message>
        <source>{0} takes this box, {1} drops it, {2} goes to the next.</source>
        <translation>{0} 采用此框，{1} 放弃，{2} 转到下一个。</translation>
    </message>
    <message>
        <source>{0}, or Alt and the wheel, shows the next proposal. {1} takes the one shown.</source>
        <translation>{0} 或 Alt 加滚轮显示下一个建议。{1} 采用当前显示的建议。</translation>
    </message>
</context>
<context>
    <name>menus</name>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Image</source>
        <translation>图像(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>模型(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Project</source>
        <translation>项目(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation>复核(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>工具(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
</context>
<context>
    <name>numbers</name>
    <message>
        <source>{0} %</source>
        <translation>{0}%</translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation>{0} 小时 {1} 分钟</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} 分钟</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} 秒</translation>
    </message>
</context>
<context>
    <name>preferences</name>
    <message>
        <source>A note on the picture stays for</source>
        <translation>图像上的提示停留</translation>
    </message>
    <message>
        <source>A run then takes less time. Never on battery.</source>
        <translation>这样运行时间更短。使用电池时从不进行。</translation>
    </message>
    <message>
        <source>A sound where something cannot be done</source>
        <translation>无法执行操作时发出提示音</translation>
    </message>
    <message>
        <source>Crosshair at the cursor</source>
        <translation>光标处显示十字线</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>绘制</translation>
    </message>
    <message>
        <source>Fine-tune after so many newly accepted masks (0: never)</source>
        <translation>新接受多少个掩码后自动微调（0：从不）</translation>
    </message>
    <message>
        <source>Fine-tuning</source>
        <translation>微调</translation>
    </message>
    <message>
        <source>From image to image</source>
        <translation>图像切换</translation>
    </message>
    <message>
        <source>Go on to the next image after accepting or signing off</source>
        <translation>接受或标为良品后转到下一张图像</translation>
    </message>
    <message>
        <source>How dense masks are filled</source>
        <translation>掩码填充的浓度</translation>
    </message>
    <message>
        <source>Images prepared ahead</source>
        <translation>提前预处理的图像</translation>
    </message>
    <message>
        <source>Images that were just in view are shown again at once.</source>
        <translation>刚刚显示过的图像可立即再次显示。</translation>
    </message>
    <message>
        <source>In the background. You are told what came of it, and nothing is put to use by itself.</source>
        <translation>在后台运行。会通知您结果，且不会自动启用任何版本。</translation>
    </message>
    <message>
        <source>Keep for the next start what is changed on the picture</source>
        <translation>保留显示设置，供下次启动使用</translation>
    </message>
    <message>
        <source>Keep the zoom between images</source>
        <translation>切换图像时保持缩放</translation>
    </message>
    <message>
        <source>Leave other objects&apos; pixels</source>
        <translation>不覆盖其他对象的像素</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>MB</translation>
    </message>
    <message>
        <source>Masks on the picture</source>
        <translation>图像上的掩码</translation>
    </message>
    <message>
        <source>Memory for images</source>
        <translation>图像缓存</translation>
    </message>
    <message>
        <source>Mouse wheel</source>
        <translation>鼠标滚轮</translation>
    </message>
    <message>
        <source>Navigator: the whole image in a corner while zoomed in</source>
        <translation>导航图：放大时在角落显示整张图像</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Otherwise each image is shown whole.</source>
        <translation>否则每张图像都完整显示。</translation>
    </message>
    <message>
        <source>Otherwise one Return takes the mask in hand and accepts the image.</source>
        <translation>否则按一次回车即采用当前掩码并接受图像。</translation>
    </message>
    <message>
        <source>Otherwise the wheel zooms.</source>
        <translation>否则滚轮用于缩放。</translation>
    </message>
    <message>
        <source>Outlines only</source>
        <translation>仅轮廓</translation>
    </message>
    <message>
        <source>Pixel grid from 800 % on</source>
        <translation>从 800 % 起显示像素网格</translation>
    </message>
    <message>
        <source>Prepare fine-tuning while you pause</source>
        <translation>在您停顿时预先准备微调</translation>
    </message>
    <message>
        <source>Return takes the mask first, and accepts when pressed again</source>
        <translation>回车先采用掩码，再按一次才接受</translation>
    </message>
    <message>
        <source>Size of brush and eraser</source>
        <translation>画笔和橡皮擦的大小</translation>
    </message>
    <message>
        <source>So many of the next images are ready before you come to them.</source>
        <translation>在您到达之前，后续若干张图像已准备就绪。</translation>
    </message>
    <message>
        <source>Speed and memory</source>
        <translation>速度与内存</translation>
    </message>
    <message>
        <source>The size of the brush, the fill, outlines, grid and crosshair.</source>
        <translation>画笔大小、填充、轮廓、网格和十字线。</translation>
    </message>
    <message>
        <source>The wheel moves the picture; with Ctrl it zooms</source>
        <translation>滚轮移动图像；按住 Ctrl 时缩放</translation>
    </message>
    <message>
        <source>Turn the wheel&apos;s direction round</source>
        <translation>反转滚轮方向</translation>
    </message>
    <message>
        <source>What is drawn then never covers another object.</source>
        <translation>此时绘制的内容不会覆盖其他对象。</translation>
    </message>
    <message>
        <source>Write the class beside each mask</source>
        <translation>在每个掩码旁显示类别</translation>
    </message>
    <message>
        <source>px</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>s</source>
        <translation>秒</translation>
    </message>
</context>
<context>
    <name>preflight</name>
    <message>
        <source>Accept masks first: fine-tuning learns from them.</source>
        <translation>请先接受掩码：微调以此为学习依据。</translation>
    </message>
    <message>
        <source>Approve masks first: fine-tuning learns from them.</source>
        <translation>请先批准掩码：微调以此为学习依据。</translation>
    </message>
</context>
<context>
    <name>states</name>
    <message>
        <source>accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>approved</source>
        <translation>已批准</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>草稿</translation>
    </message>
    <message>
        <source>good</source>
        <translation>良品</translation>
    </message>
    <message>
        <source>good, approved</source>
        <translation>良品，已批准</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新</translation>
    </message>
    <message>
        <source>returned</source>
        <translation>已退回</translation>
    </message>
    <message>
        <source>to review</source>
        <translation>待复核</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>无法读取</translation>
    </message>
</context>
<context>
    <name>tool words</name>
    <message>
        <source>1 : 1</source>
        <translation>1 : 1</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>框</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>画笔</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>橡皮擦</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适合</translation>
    </message>
    <message>
        <source>Fit object</source>
        <translation>适合对象</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Lasso +</source>
        <translation>套索 +</translation>
    </message>
    <message>
        <source>Lasso −</source>
        <translation>套索 −</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>移动</translation>
    </message>
    <message>
        <source>Outlines</source>
        <translation>轮廓</translation>
    </message>
    <message>
        <source>Point off</source>
        <translation>减点</translation>
    </message>
    <message>
        <source>Point on</source>
        <translation>加点</translation>
    </message>
    <message>
        <source>Polygon +</source>
        <translation>多边形 +</translation>
    </message>
    <message>
        <source>Polygon −</source>
        <translation>多边形 −</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
</context>
<context>
    <name>tour</name>
    <message>
        <source>Accept ({0}) makes the mask ground truth: the model learns from it, and no model ever changes it. An image without a defect is signed off as good ({1}).</source>
        <translation>接受 ({0}) 使掩码成为真值：模型从中学习，任何模型都不会更改它。没有缺陷的图像标为良品 ({1})。</translation>
    </message>
    <message>
        <source>Accept it</source>
        <translation>接受掩码</translation>
    </message>
    <message>
        <source>Compare the answers</source>
        <translation>比较结果</translation>
    </message>
    <message>
        <source>Correct the mask</source>
        <translation>修正掩码</translation>
    </message>
    <message>
        <source>Draw a box</source>
        <translation>画一个框</translation>
    </message>
    <message>
        <source>Fine-tune</source>
        <translation>微调</translation>
    </message>
    <message>
        <source>Look for something that does not belong on the glass.</source>
        <translation>寻找不属于玻璃瓶的东西。</translation>
    </message>
    <message>
        <source>Press the left button at one corner, drag to the other, and let go.</source>
        <translation>在一角按下鼠标左键，拖到对角后松开。</translation>
    </message>
    <message>
        <source>That was the whole loop</source>
        <translation>这就是完整流程</translation>
    </message>
    <message>
        <source>The base model&apos;s mask and your tuned version&apos;s, each with its score. Set them side by side ({0}), wipe between them ({1}), or mark where they differ ({2}).</source>
        <translation>基础模型的掩码和您的微调版本的掩码，各有得分。可以并排显示 ({0})、滑动对比 ({1}) 或标出差异 ({2})。</translation>
    </message>
    <message>
        <source>The broken glass is marked.</source>
        <translation>破损处已标出。</translation>
    </message>
    <message>
        <source>This button teaches the model your masks, on this PC. You can go on working meanwhile, or cancel. The new version is offered only if it is better on images it has not seen.</source>
        <translation>此按钮让模型在本机上学习您的掩码。期间可以继续工作，也可以取消。只有在未见过的图像上表现更好时，才会提供新版本。</translation>
    </message>
    <message>
        <source>This is the base model&apos;s mask. Once you have fine-tuned, your own version&apos;s mask stands beside it. Until then look at three proposals of the base model: press {0}.</source>
        <translation>这是基础模型的掩码。微调之后，您自己的版本的掩码会显示在旁边。在此之前，可按 {0} 查看基础模型的三个建议。</translation>
    </message>
    <message>
        <source>Your own images: drop their folder on the window. {0} finds any command, {1} lists the keys. This tour stays in the Help menu.</source>
        <translation>您自己的图像：将其文件夹拖放到窗口。{0} 查找任何命令，{1} 列出快捷键。此导览可随时从“帮助”菜单打开。</translation>
    </message>
    <message>
        <source>{0} takes the mask. Then paint what is missing with the brush ({1}), and wipe off what is too much with the eraser ({2}). {3} takes a stroke back.</source>
        <translation>{0} 采用掩码。然后用画笔 ({1}) 补上缺少的部分，用橡皮擦 ({2}) 擦去多余的部分。{3} 撤销一笔。</translation>
    </message>
</context>
<context>
    <name>versions</name>
    <message>
        <source>Base model</source>
        <translation>基础模型</translation>
    </message>
    <message>
        <source>Tuned {0}</source>
        <translation>微调 {0}</translation>
    </message>
</context>
</TS>
