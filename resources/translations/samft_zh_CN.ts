<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
<context>
    <name>AnnotateController</name>
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
    <name>BoxesController</name>
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
    <name>BoxesPanel</name>
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
    <name>Curves</name>
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
    <name>DecideController</name>
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
    <name>DisplayDialog</name>
    <message>
        <source>As taken</source>
        <translation>原始显示</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>亮度</translation>
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
        <translation>只改变显示效果，不改变图像本身。</translation>
    </message>
</context>
<context>
    <name>EncodingController</name>
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
    <name>FileDialogs</name>
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
    <name>FilesController</name>
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
    <name>FlowController</name>
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
    <name>Handlers</name>
    <message>
        <source>About SAMFT</source>
        <translation>关于 SAMFT</translation>
    </message>
    <message>
        <source>Add the images of a folder</source>
        <translation>添加文件夹中的图像</translation>
    </message>
    <message>
        <source>Choose a folder of images</source>
        <translation>选择图像文件夹</translation>
    </message>
    <message>
        <source>Export into an empty folder</source>
        <translation>导出到空文件夹</translation>
    </message>
    <message>
        <source>No object is selected to take away from: click one first.</source>
        <translation>未选中可减去的对象：请先单击一个。</translation>
    </message>
    <message>
        <source>Open a project or a folder of images</source>
        <translation>打开项目或图像文件夹</translation>
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
        <source>Something is being drawn. Finish it first, or give it up with {0}.</source>
        <translation>正在绘制。请先完成，或用 {0} 放弃。</translation>
    </message>
    <message>
        <source>This is the next picture. Look at it, then decide.</source>
        <translation>这是下一张图像。请先查看，再作决定。</translation>
    </message>
    <message>
        <source>not running</source>
        <translation>未运行</translation>
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
    <name>InHand</name>
    <message numerus="yes">
        <source>%n boxes are still waiting: take or drop them first.</source>
        <translation>
            <numerusform>还有 %n 个框在等待：请先采用或丢弃。</numerusform>
        </translation>
    </message>
    <message>
        <source>A mask is in hand: {0} takes it, {1} drops it. Nothing is decided before that.</source>
        <translation>有一个掩码尚未处理：{0} 采用，{1} 丢弃。在此之前不作任何决定。</translation>
    </message>
    <message>
        <source>The box in hand has no mask: {0} drops it.</source>
        <translation>当前的框没有掩码：{0} 将其丢弃。</translation>
    </message>
    <message>
        <source>The model is still being asked about the box in hand. Wait for its mask.</source>
        <translation>模型仍在处理当前的框。请等待其掩码。</translation>
    </message>
    <message>
        <source>{0} takes all, {1} drops all.</source>
        <translation>{0} 全部采用，{1} 全部丢弃。</translation>
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
        <source>It is looked for again every ten seconds.</source>
        <translation>每十秒重新查找一次。</translation>
    </message>
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
    <message>
        <source>There is no project yet</source>
        <translation>还没有项目</translation>
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
    <name>ObjectsPanel</name>
    <message>
        <source>By {0}, {1}</source>
        <translation>{0}，{1}</translation>
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
        <source>{0} px</source>
        <translation>{0} 像素</translation>
    </message>
</context>
<context>
    <name>OthersController</name>
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
        <source>No project is open</source>
        <translation>没有打开的项目</translation>
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
        <source>Open the project that it is for, then drop it again.</source>
        <translation>请打开其对应的项目，然后重新拖放。</translation>
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
    <name>PictureController</name>
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
    <name>PictureNote</name>
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
    <name>PictureProblem</name>
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
        <source>A run then takes less time. Never on battery.</source>
        <translation>这样训练用时更短。使用电池时不会进行。</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Go on to the next image after accepting or signing off</source>
        <translation>接受或标为良品后转到下一张图像</translation>
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
        <source>Preferences</source>
        <translation>首选项</translation>
    </message>
    <message>
        <source>Prepare fine-tuning while you pause</source>
        <translation>在您停顿时预先准备微调</translation>
    </message>
    <message>
        <source>Written beside every change.</source>
        <translation>记录在每次修改旁。</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>您的姓名</translation>
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
        <source>, %n cannot be read (see the list)</source>
        <translation>
            <numerusform>，%n 张无法读取（见列表）</numerusform>
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
    <message numerus="yes">
        <source>. %n stay, they were worked on since: {0}</source>
        <translation>
            <numerusform>。%n 张保留，因为之后已被处理：{0}</numerusform>
        </translation>
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
        <source>The export did not finish</source>
        <translation>导出未完成</translation>
    </message>
    <message>
        <source>The import cannot be taken back</source>
        <translation>无法撤回导入</translation>
    </message>
    <message>
        <source>The import did not finish</source>
        <translation>导入未完成</translation>
    </message>
    <message numerus="yes">
        <source>The import was taken back: %n images</source>
        <translation>
            <numerusform>已撤回导入：%n 张图像</numerusform>
        </translation>
    </message>
    <message>
        <source>The project cannot be opened</source>
        <translation>无法打开项目</translation>
    </message>
    <message>
        <source>The sample project cannot be opened</source>
        <translation>无法打开示例项目</translation>
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
        <source>Written to {2}: {0} and {1}.</source>
        <translation>已写入 {2}：{0}、{1}。</translation>
    </message>
    <message>
        <source>{0}.</source>
        <translation>{0}。</translation>
    </message>
</context>
<context>
    <name>ProposeController</name>
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
    <name>Questions</name>
    <message numerus="yes">
        <source>%n are in the project already, by their file or pixels.</source>
        <translation>
            <numerusform>%n 张已在项目中（按文件或像素）。</numerusform>
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
        <source>Undo takes all of it back in one step.</source>
        <translation>“撤销”可一步全部撤回。</translation>
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
        <source>Activate {0}</source>
        <translation>启用 {0}</translation>
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
        <source>Clicks to a good mask</source>
        <translation>到良好掩码的点击数</translation>
    </message>
    <message>
        <source>Corrections after the box until IoU is {0}, on {1} held-out masks; {2} at most</source>
        <translation>画框后直到 IoU 达到 {0} 的修正次数，基于 {1} 个保留掩码；最多 {2} 次</translation>
    </message>
    <message>
        <source>For scale: ellipse {0}, filled box {1}</source>
        <translation>参照：椭圆 {0}，填满的框 {1}</translation>
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
        <source>Save as PDF…</source>
        <translation>另存为 PDF…</translation>
    </message>
    <message>
        <source>The new version, sure of itself, drew something else. Nothing is changed.</source>
        <translation>新版本很确定，却画出了不同的结果。未做任何改动。</translation>
    </message>
    <message>
        <source>Worst tenth</source>
        <translation>最差的十分之一</translation>
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
        <source>Return</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Returned by {0}, {1}</source>
        <translation>由 {0} 退回，{1}</translation>
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
    <name>TourController</name>
    <message>
        <source>Take masks away for the tour</source>
        <translation>为导览移除掩码</translation>
    </message>
    <message>
        <source>Tour: step {0} of {1}</source>
        <translation>导览：第 {0} 步，共 {1} 步</translation>
    </message>
</context>
<context>
    <name>TrainerService</name>
    <message>
        <source>The trainer did not answer any more and was ended; its checkpoint is kept.</source>
        <translation>训练进程不再响应，已被结束；其检查点已保留。</translation>
    </message>
    <message>
        <source>The trainer stopped without a word: {0}</source>
        <translation>训练进程意外停止：{0}</translation>
    </message>
    <message>
        <source>exit code {0}</source>
        <translation>退出代码 {0}</translation>
    </message>
</context>
<context>
    <name>TrainingController</name>
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
        <source>Checking that the box still matters</source>
        <translation>正在检查框是否仍然有效</translation>
    </message>
    <message>
        <source>Checking the images</source>
        <translation>正在检查图像</translation>
    </message>
    <message>
        <source>Counting the clicks that a correction takes</source>
        <translation>正在统计修正所需的点击数</translation>
    </message>
    <message>
        <source>Fine-tune</source>
        <translation>微调</translation>
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
        <source>Learning</source>
        <translation>正在学习</translation>
    </message>
    <message>
        <source>Measuring the candidate on held-out images</source>
        <translation>正在留出图像上评估候选版本</translation>
    </message>
    <message>
        <source>Measuring what is in use</source>
        <translation>正在评估当前使用的版本</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Preparing the images</source>
        <translation>正在预处理图像</translation>
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
        <source>The version cannot be activated</source>
        <translation>无法启用此版本</translation>
    </message>
    <message>
        <source>There is nothing to roll back to</source>
        <translation>没有可以回退的版本</translation>
    </message>
    <message>
        <source>This image is no longer in the project.</source>
        <translation>此图像已不在项目中。</translation>
    </message>
    <message>
        <source>Trying stretched contrast</source>
        <translation>正在试用拉伸对比度</translation>
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
    <name>TrainingPanel</name>
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
        <source>{0}: {1}, {2} to learn from, {3} held out</source>
        <translation>{0}：{1}，学习用{2}，留出 {3} 张</translation>
    </message>
</context>
<context>
    <name>TruthController</name>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Undone. {0}</source>
        <translation>已撤销。{0}</translation>
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
        <source>Roll back</source>
        <translation>回退</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Use version {0}</source>
        <translation>使用版本 {0}</translation>
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
        <source>Eraser</source>
        <translation>橡皮擦</translation>
    </message>
    <message>
        <source>Export ground truth…</source>
        <translation>导出真值…</translation>
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
        <source>Follow the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Grow by a pixel</source>
        <translation>扩大一个像素</translation>
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
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Locate folder…</source>
        <translation>定位文件夹…</translation>
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
        <source>Move the view</source>
        <translation>移动视图</translation>
    </message>
    <message>
        <source>Names tell inspectors apart, as they share an account</source>
        <translation>检验员共用一个帐户，以姓名区分</translation>
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
        <source>Return the image with a comment</source>
        <translation>附说明退回图像</translation>
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
        <source>Set the lot…</source>
        <translation>设置批次…</translation>
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
        <source>Take all boxes</source>
        <translation>采用全部框</translation>
    </message>
    <message>
        <source>Take the last import back</source>
        <translation>撤回上次导入</translation>
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
        <source>Put boxes</source>
        <translation>放置框</translation>
    </message>
    <message>
        <source>Remove islands</source>
        <translation>移除孤岛</translation>
    </message>
    <message>
        <source>Return</source>
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
        <source>Take back good</source>
        <translation>撤回良品</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>&quot;good&quot; means an image free of defects</source>
        <translation>“good”表示无缺陷的图像</translation>
    </message>
    <message>
        <source>A box or a point has a coordinate that is no number</source>
        <translation>框或点的坐标不是数字</translation>
    </message>
    <message>
        <source>A file of the model is damaged</source>
        <translation>模型的某个文件已损坏</translation>
    </message>
    <message>
        <source>A file of the model is missing</source>
        <translation>缺少模型的某个文件</translation>
    </message>
    <message>
        <source>A file of the program is missing</source>
        <translation>缺少程序的某个文件</translation>
    </message>
    <message>
        <source>A file of the project cannot be written: {0}</source>
        <translation>无法写入项目文件：{0}</translation>
    </message>
    <message>
        <source>A held-out share of {0} needs two images of their own, there are {1}</source>
        <translation>留出比例 {0} 需要两张独立的图像，现有 {1} 张</translation>
    </message>
    <message>
        <source>A mask is H x W with pixels, not of shape {0}</source>
        <translation>掩码应为 高 x 宽 的像素阵列，而不是 {0}</translation>
    </message>
    <message>
        <source>A new run needs a recipe</source>
        <translation>新的训练需要配方</translation>
    </message>
    <message>
        <source>A polygon has three corners or more, each a pair of numbers</source>
        <translation>多边形至少有三个角点，每个角点是一对数字</translation>
    </message>
    <message>
        <source>A polygon&apos;s corners are pairs of numbers</source>
        <translation>多边形的角点是成对的数字</translation>
    </message>
    <message>
        <source>Accept masks on at least {0} images; there are {1}.</source>
        <translation>请至少在 {0} 张图像上接受掩码；目前有 {1} 张。</translation>
    </message>
    <message>
        <source>Accept masks on more images, or use fewer folds.</source>
        <translation>请在更多图像上接受掩码，或减少折数。</translation>
    </message>
    <message>
        <source>Accept masks on more images.</source>
        <translation>请在更多图像上接受掩码。</translation>
    </message>
    <message>
        <source>Add it under another name.</source>
        <translation>请以其他名称添加。</translation>
    </message>
    <message>
        <source>An image is returned with a comment only</source>
        <translation>退回图像时必须附上说明</translation>
    </message>
    <message>
        <source>An older version is kept once an update was installed.</source>
        <translation>安装更新后会保留旧版本。</translation>
    </message>
    <message>
        <source>An unreadable image cannot be good</source>
        <translation>无法读取的图像不能标为良品</translation>
    </message>
    <message>
        <source>Annotate more images and fine-tune again.</source>
        <translation>请标注更多图像后重新微调。</translation>
    </message>
    <message>
        <source>Annotation {0} has an empty mask and cannot be accepted</source>
        <translation>标注 {0} 的掩码为空，无法接受</translation>
    </message>
    <message>
        <source>Another PC took the project over, because nothing was heard from this one</source>
        <translation>另一台电脑已接管项目，因为没有收到本机的消息</translation>
    </message>
    <message>
        <source>Another fine-tuning run is working on this project</source>
        <translation>此项目上正在进行另一次微调</translation>
    </message>
    <message>
        <source>Another program is writing to the project just now; nothing was changed</source>
        <translation>另一个程序正在写入项目；未作任何更改</translation>
    </message>
    <message>
        <source>Another update is being installed</source>
        <translation>正在安装另一个更新</translation>
    </message>
    <message>
        <source>Ask IT to add it to trusted_keys there.</source>
        <translation>请 IT 将其加入策略的 trusted_keys。</translation>
    </message>
    <message>
        <source>Ask IT to write it in English, as Ctrl+Alt+Shift+Q.</source>
        <translation>请 IT 用英文书写，例如 Ctrl+Alt+Shift+Q。</translation>
    </message>
    <message>
        <source>Ask IT. They can check a policy with: samft policy check FILE</source>
        <translation>请咨询 IT。可用以下命令检查策略：samft policy check FILE</translation>
    </message>
    <message>
        <source>Ask for the right to read it, or close the program that has it open.</source>
        <translation>请申请读取权限，或关闭正在使用它的程序。</translation>
    </message>
    <message>
        <source>Ask for the right to write there, or copy the project to a folder of your own.</source>
        <translation>请申请写入权限，或将项目复制到您自己的文件夹。</translation>
    </message>
    <message>
        <source>Ask for the right to write there, or free some space.</source>
        <translation>请申请写入权限，或释放一些空间。</translation>
    </message>
    <message>
        <source>Ask for the right to write there.</source>
        <translation>请申请该处的写入权限。</translation>
    </message>
    <message>
        <source>Ask somebody who may, or IT.</source>
        <translation>请联系有权限的人或 IT。</translation>
    </message>
    <message>
        <source>Ask who sent the version, or fine-tune again.</source>
        <translation>请询问版本的发送者，或重新微调。</translation>
    </message>
    <message>
        <source>Ask whoever installed SAMFT to update it.</source>
        <translation>请安装 SAMFT 的人员进行更新。</translation>
    </message>
    <message>
        <source>Bring the whole folder back from your own backup.</source>
        <translation>请从您自己的备份中恢复整个文件夹。</translation>
    </message>
    <message>
        <source>CUDA was asked for, but {0}</source>
        <translation>要求使用 CUDA，但{0}</translation>
    </message>
    <message>
        <source>Check its free space, its cable and its health, and the network where it is a share.</source>
        <translation>请检查其可用空间、线缆和健康状况；若为共享，请检查网络。</translation>
    </message>
    <message>
        <source>Check the password.</source>
        <translation>请检查密码。</translation>
    </message>
    <message>
        <source>Check the project: samft check</source>
        <translation>请检查项目：samft check</translation>
    </message>
    <message>
        <source>Choose Meta&apos;s .pth file for {0}.</source>
        <translation>请为 {0} 选择 Meta 的 .pth 文件。</translation>
    </message>
    <message>
        <source>Choose a folder outside the project.</source>
        <translation>请选择项目之外的文件夹。</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to.</source>
        <translation>请选择您有写入权限的文件夹。</translation>
    </message>
    <message>
        <source>Choose a folder with a project.db, or make a new project.</source>
        <translation>请选择含有 project.db 的文件夹，或新建项目。</translation>
    </message>
    <message>
        <source>Choose a folder with images.</source>
        <translation>请选择含有图像的文件夹。</translation>
    </message>
    <message>
        <source>Choose a new or an empty folder.</source>
        <translation>请选择新文件夹或空文件夹。</translation>
    </message>
    <message>
        <source>Choose a project or a folder of images.</source>
        <translation>请选择项目或图像文件夹。</translation>
    </message>
    <message>
        <source>Choose an empty folder.</source>
        <translation>请选择空文件夹。</translation>
    </message>
    <message>
        <source>Choose an image file.</source>
        <translation>请选择图像文件。</translation>
    </message>
    <message>
        <source>Choose another backup.</source>
        <translation>请选择其他备份。</translation>
    </message>
    <message>
        <source>Choose another folder, or free some space.</source>
        <translation>请选择其他文件夹，或释放一些空间。</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>请选择其他文件夹。</translation>
    </message>
    <message>
        <source>Choose another model version or fine-tune again.</source>
        <translation>请选择其他模型版本，或重新微调。</translation>
    </message>
    <message>
        <source>Choose another model version, or fine-tune again.</source>
        <translation>请选择其他模型版本，或重新微调。</translation>
    </message>
    <message>
        <source>Choose another model version.</source>
        <translation>请选择其他模型版本。</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>请选择其他名称。</translation>
    </message>
    <message>
        <source>Choose another name; it becomes a folder of the ground truth.</source>
        <translation>请选择其他名称；它会成为真值的文件夹名。</translation>
    </message>
    <message>
        <source>Choose auto.</source>
        <translation>请选择 auto。</translation>
    </message>
    <message>
        <source>Choose the file that was moved.</source>
        <translation>请选择被移动的文件。</translation>
    </message>
    <message>
        <source>Choose the folder that holds test and ground_truth.</source>
        <translation>请选择含有 test 和 ground_truth 的文件夹。</translation>
    </message>
    <message>
        <source>Choose the folder that holds the .json files.</source>
        <translation>请选择包含 .json 文件的文件夹。</translation>
    </message>
    <message>
        <source>Choose the mask&apos;s own file.</source>
        <translation>请选择掩码自己的文件。</translation>
    </message>
    <message>
        <source>Class {0}, {1} held-out masks: {2}</source>
        <translation>类别 {0}，留出掩码 {1} 个：{2}</translation>
    </message>
    <message>
        <source>Close SAMFT&apos;s windows and commands that use it, and try again.</source>
        <translation>请关闭正在使用它的 SAMFT 窗口和命令，然后重试。</translation>
    </message>
    <message>
        <source>Close it there first: two PCs that write to one project lose each other&apos;s masks.</source>
        <translation>请先在那里关闭：两台电脑写入同一项目会丢失对方的掩码。</translation>
    </message>
    <message>
        <source>Close other programs and try again.</source>
        <translation>请关闭其他程序后重试。</translation>
    </message>
    <message>
        <source>Close the project here and open it again.</source>
        <translation>请在此关闭项目并重新打开。</translation>
    </message>
    <message>
        <source>Close the project, put the folder back and open it again.</source>
        <translation>请关闭项目，将文件夹放回原处，再重新打开。</translation>
    </message>
    <message>
        <source>Copy the file again from its source.</source>
        <translation>请从来源重新复制该文件。</translation>
    </message>
    <message>
        <source>Delete the annotations first.</source>
        <translation>请先删除标注。</translation>
    </message>
    <message>
        <source>Draw a box or click a point first.</source>
        <translation>请先画框或点击一个点。</translation>
    </message>
    <message>
        <source>Draw one, or sign the image off as good.</source>
        <translation>请画一个，或将图像标为良品。</translation>
    </message>
    <message>
        <source>Every name in the checkpoint begins with &quot;{0}&quot;, as a training program saved it</source>
        <translation>检查点中的每个名称都以“{0}”开头，是训练程序保存的</translation>
    </message>
    <message>
        <source>Everything runs on {0}.</source>
        <translation>全部在 {0} 上运行。</translation>
    </message>
    <message>
        <source>Fine-tune with samft train; it measures the new version and writes its report.</source>
        <translation>请用 samft train 微调；它会评估新版本并生成报告。</translation>
    </message>
    <message>
        <source>Fine-tuning needs accepted masks on {0} images, there are {1}</source>
        <translation>微调需要 {0} 张图像上有已接受的掩码，目前有 {1} 张</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>请释放一些空间后重试。</translation>
    </message>
    <message>
        <source>Free some space in the folder for temporary files.</source>
        <translation>请在临时文件夹中释放一些空间。</translation>
    </message>
    <message>
        <source>Get it again from where SAMFT comes from.</source>
        <translation>请从 SAMFT 的来源重新获取。</translation>
    </message>
    <message>
        <source>Get the update for {0}.</source>
        <translation>请获取适用于 {0} 的更新。</translation>
    </message>
    <message>
        <source>Give a box on the image.</source>
        <translation>请给出图像上的框。</translation>
    </message>
    <message>
        <source>Give a point on the image.</source>
        <translation>请给出图像上的点。</translation>
    </message>
    <message>
        <source>Give pixels.</source>
        <translation>请以像素给出。</translation>
    </message>
    <message>
        <source>Have the update built again from a clean folder.</source>
        <translation>请从干净的文件夹重新构建更新。</translation>
    </message>
    <message>
        <source>If you know where it comes from, use --accept-untrusted.</source>
        <translation>如果您知道其来源，请使用 --accept-untrusted。</translation>
    </message>
    <message>
        <source>Install SAMFT again.</source>
        <translation>请重新安装 SAMFT。</translation>
    </message>
    <message>
        <source>Install the SAMFT version that made it, or fine-tune again.</source>
        <translation>请安装生成它的 SAMFT 版本，或重新微调。</translation>
    </message>
    <message>
        <source>Install the new version with its installer, or ask IT to put update_keys into the policy.</source>
        <translation>请用安装程序安装新版本，或请 IT 在策略中加入 update_keys。</translation>
    </message>
    <message>
        <source>It was deleted, or belongs to another project.</source>
        <translation>它已被删除，或属于其他项目。</translation>
    </message>
    <message>
        <source>Its masks are accepted first, or it is signed off as good.</source>
        <translation>须先接受其掩码，或将其标为良品。</translation>
    </message>
    <message>
        <source>Keys of this account: {0}.</source>
        <translation>此账户的密钥：{0}。</translation>
    </message>
    <message>
        <source>Known versions: base{0}{1}.</source>
        <translation>已知版本：base{0}{1}。</translation>
    </message>
    <message>
        <source>Known: {0}.</source>
        <translation>已知：{0}。</translation>
    </message>
    <message>
        <source>Left out as well: {0} more images.</source>
        <translation>另外略去：{0} 张图像。</translation>
    </message>
    <message>
        <source>Look at its newer state and decide again.</source>
        <translation>请查看其最新状态后重新决定。</translation>
    </message>
    <message>
        <source>Look at its newer state and make your change again.</source>
        <translation>请查看其最新状态后重新修改。</translation>
    </message>
    <message>
        <source>Look at the image once, or run samft check-again.</source>
        <translation>请查看一次该图像，或运行 samft check-again。</translation>
    </message>
    <message>
        <source>Look at the newer state and make your change again.</source>
        <translation>请查看最新状态后重新修改。</translation>
    </message>
    <message>
        <source>Make sure that SAMFT no longer runs there, then take the project over: samft take-over</source>
        <translation>请确认 SAMFT 不再在那里运行，然后接管项目：samft take-over</translation>
    </message>
    <message>
        <source>Make the project in another folder and import this one.</source>
        <translation>请在其他文件夹新建项目，再导入此文件夹。</translation>
    </message>
    <message>
        <source>Manifest {0} does not match its digest</source>
        <translation>清单 {0} 与其摘要不符</translation>
    </message>
    <message>
        <source>Mask decoder and fine-tuning run on {0}. {1}</source>
        <translation>掩码解码器和微调在 {0} 上运行。{1}</translation>
    </message>
    <message>
        <source>Masks of different size: {0} and {1}</source>
        <translation>掩码大小不同：{0} 和 {1}</translation>
    </message>
    <message>
        <source>Mixed with the base model&apos;s weights ({0} tuned), it does not pass either.</source>
        <translation>与基础模型的权重混合（微调占 {0}）后仍未通过。</translation>
    </message>
    <message>
        <source>Model version {0} has no run</source>
        <translation>模型版本 {0} 没有训练记录</translation>
    </message>
    <message>
        <source>Model version {0} was refused: it is not better than the one in use</source>
        <translation>模型版本 {0} 被拒绝：不优于当前使用的版本</translation>
    </message>
    <message>
        <source>No GPU is used: {0}.</source>
        <translation>未使用 GPU：{0}。</translation>
    </message>
    <message>
        <source>No project can be made here: {0}</source>
        <translation>无法在此创建项目：{0}</translation>
    </message>
    <message>
        <source>No project is open</source>
        <translation>没有打开的项目</translation>
    </message>
    <message>
        <source>Not a mask in run lengths: {0}</source>
        <translation>不是游程编码的掩码：{0}</translation>
    </message>
    <message>
        <source>Nothing was changed. Check the right to write there and the free space.</source>
        <translation>未做任何改动。请检查写入权限和可用空间。</translation>
    </message>
    <message>
        <source>Nothing was changed. Put a file or folder in the link&apos;s place, or ask who sent the project.</source>
        <translation>未作任何更改。请用文件或文件夹替换该链接，或询问项目的发送者。</translation>
    </message>
    <message>
        <source>Nothing was changed. Restore a backup with samft restore, or ask who sent the project.</source>
        <translation>未作任何更改。请用 samft restore 恢复备份，或询问项目的发送者。</translation>
    </message>
    <message>
        <source>Nothing was changed. The newest backup is {0}. To put it in place: samft restore</source>
        <translation>未作任何更改。最新的备份是 {0}。恢复命令：samft restore</translation>
    </message>
    <message>
        <source>Nothing was changed. The project holds no backup; bring the folder back from your own.</source>
        <translation>未作任何更改。项目中没有备份；请从您自己的备份恢复文件夹。</translation>
    </message>
    <message>
        <source>Nothing was changed. samft check names every such row; samft restore brings a backup back.</source>
        <translation>未作任何更改。samft check 会列出每一行；samft restore 可恢复备份。</translation>
    </message>
    <message>
        <source>Nothing was unpacked. Ask who sent it.</source>
        <translation>未解包任何内容。请询问发送者。</translation>
    </message>
    <message>
        <source>On this PC only the policy&apos;s keys count</source>
        <translation>本机只认可策略中的密钥</translation>
    </message>
    <message>
        <source>On {0} things that are no defects, in {1} images, its masks agree with the base model&apos;s by IoU {2} (95 % interval {3} to {4})</source>
        <translation>在 {1} 张图像的 {0} 个非缺陷对象上，其掩码与基础模型的一致程度为 IoU {2}（95% 区间 {3} 至 {4}）</translation>
    </message>
    <message>
        <source>Only {0} held-out images can be compared with {1}; {2} are needed. Accept masks on more images.</source>
        <translation>只有 {0} 张留出图像可与{1}比较；需要 {2} 张。请在更多图像上接受掩码。</translation>
    </message>
    <message>
        <source>Open it instead, or choose another folder.</source>
        <translation>请直接打开它，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>Open one, or make a new one.</source>
        <translation>请打开一个项目，或新建一个。</translation>
    </message>
    <message>
        <source>Open the project with the base model that the version was tuned from.</source>
        <translation>请用该版本微调时所用的基础模型打开项目。</translation>
    </message>
    <message>
        <source>Open the project with the base model that this version was tuned from.</source>
        <translation>请用此版本所基于的基础模型打开项目。</translation>
    </message>
    <message>
        <source>Paint the defect, or delete the annotation.</source>
        <translation>请涂出缺陷，或删除该标注。</translation>
    </message>
    <message>
        <source>Put the earlier file back, or add this one under another name.</source>
        <translation>请放回原来的文件，或以其他名称添加此文件。</translation>
    </message>
    <message>
        <source>Put the earlier file back, or annotate the image again.</source>
        <translation>请放回原来的文件，或重新标注该图像。</translation>
    </message>
    <message>
        <source>Put the earlier file back, or start a new run without it.</source>
        <translation>请放回先前的文件，或在没有它的情况下开始新的训练。</translation>
    </message>
    <message>
        <source>Put the earlier file back. If the new one shows the same part in the same place, say so with samft new-picture or Use this picture.</source>
        <translation>请放回先前的文件。若新文件在相同位置显示同一部件，请用 samft new-picture 或“使用此图像”确认。</translation>
    </message>
    <message>
        <source>Put the file back, or tell the project where it moved.</source>
        <translation>请放回该文件，或告诉项目它的新位置。</translation>
    </message>
    <message>
        <source>Put the image beside the file.</source>
        <translation>请将图像放在该文件旁边。</translation>
    </message>
    <message>
        <source>PyTorch finds no CUDA device or no driver</source>
        <translation>PyTorch 未找到 CUDA 设备或驱动程序</translation>
    </message>
    <message>
        <source>Readable are {0}.</source>
        <translation>可读取的格式：{0}。</translation>
    </message>
    <message>
        <source>Reading the image takes {0} MB of memory, more than the limit of {1} MB</source>
        <translation>读取图像需要 {0} MB 内存，超过 {1} MB 的限制</translation>
    </message>
    <message>
        <source>Remove it first; its masks are in the project&apos;s history.</source>
        <translation>请先将其移除；其掩码保存在项目历史中。</translation>
    </message>
    <message>
        <source>Restore a backup of the project.</source>
        <translation>请恢复项目的备份。</translation>
    </message>
    <message>
        <source>Row {0} of the table {1} cannot be used: {2} {3}</source>
        <translation>表 {1} 的第 {0} 行无法使用：{2} {3}</translation>
    </message>
    <message>
        <source>Row {0} of the table {1} is not as SAMFT wrote it{2}</source>
        <translation>表 {1} 的第 {0} 行与 SAMFT 写入时不同{2}</translation>
    </message>
    <message>
        <source>Run samft doctor; the engine&apos;s own words are on its error output.</source>
        <translation>请运行 samft doctor；引擎自身的信息在其错误输出中。</translation>
    </message>
    <message>
        <source>Run {0} is finished</source>
        <translation>训练 {0} 已结束</translation>
    </message>
    <message>
        <source>SAMFT starts with its own settings; they are not kept.</source>
        <translation>SAMFT 以自带设置启动；设置不会保存。</translation>
    </message>
    <message>
        <source>SAMFT {0} is installed already</source>
        <translation>已安装 SAMFT {0}</translation>
    </message>
    <message>
        <source>Save it again with the program that wrote it.</source>
        <translation>请用原来的程序重新保存。</translation>
    </message>
    <message>
        <source>Save it smaller or cut it into parts.</source>
        <translation>请缩小保存或切分成几部分。</translation>
    </message>
    <message>
        <source>Save it with 0 for the background.</source>
        <translation>请以 0 作为背景保存。</translation>
    </message>
    <message>
        <source>Save it with 8 bits.</source>
        <translation>请以 8 位保存。</translation>
    </message>
    <message>
        <source>Save it with fewer bits or cut it into parts.</source>
        <translation>请以较低位深保存，或将其裁成几部分。</translation>
    </message>
    <message>
        <source>Save it without transparency.</source>
        <translation>请以无透明度方式保存。</translation>
    </message>
    <message>
        <source>Say in a few words what is to be changed.</source>
        <translation>请简要说明需要修改的内容。</translation>
    </message>
    <message>
        <source>See the engine&apos;s log; the engine goes on with the next request.</source>
        <translation>请查看引擎日志；引擎会继续处理下一个请求。</translation>
    </message>
    <message>
        <source>Sign off at least {0} images as good.</source>
        <translation>请将至少 {0} 张图像标为良品。</translation>
    </message>
    <message>
        <source>Somebody changed the file. Get it again from where it was made.</source>
        <translation>有人改动了该文件。请从生成处重新获取。</translation>
    </message>
    <message>
        <source>Somebody else changed this annotation in the meantime; nothing was overwritten</source>
        <translation>在此期间他人修改了该标注；未覆盖任何内容</translation>
    </message>
    <message>
        <source>Somebody else changed this image in the meantime; nothing was overwritten</source>
        <translation>在此期间他人修改了该图像；未覆盖任何内容</translation>
    </message>
    <message>
        <source>Somebody else changed this in the meantime; nothing was overwritten</source>
        <translation>在此期间他人做了修改；未覆盖任何内容</translation>
    </message>
    <message>
        <source>Start a new run.</source>
        <translation>请开始新的训练。</translation>
    </message>
    <message>
        <source>The CPU was asked for.</source>
        <translation>要求使用 CPU。</translation>
    </message>
    <message>
        <source>The answers cannot be read</source>
        <translation>无法读取结果</translation>
    </message>
    <message>
        <source>The backup cannot be used: {0}</source>
        <translation>备份无法使用：{0}</translation>
    </message>
    <message>
        <source>The base model is in use.</source>
        <translation>正在使用基础模型。</translation>
    </message>
    <message>
        <source>The box {0} lies outside {1}</source>
        <translation>框 {0} 位于 {1} 之外</translation>
    </message>
    <message>
        <source>The card of model version {0} cannot be used: comparison.{1}: {2}</source>
        <translation>模型版本 {0} 的信息卡无法使用：comparison.{1}：{2}</translation>
    </message>
    <message>
        <source>The card of model version {0} is not understood</source>
        <translation>无法理解模型版本 {0} 的卡片</translation>
    </message>
    <message>
        <source>The checkpoint belongs to another recipe, data or base model</source>
        <translation>检查点属于其他配方、数据或基础模型</translation>
    </message>
    <message>
        <source>The checkpoint cannot be read: {0}</source>
        <translation>检查点无法读取：{0}</translation>
    </message>
    <message>
        <source>The checkpoint does not exist</source>
        <translation>检查点文件不存在</translation>
    </message>
    <message>
        <source>The checkpoint holds weights of another model than {0}{1}</source>
        <translation>检查点中的权重属于 {0} 以外的模型{1}</translation>
    </message>
    <message>
        <source>The checkpoint holds weights of {0}, not of {1}</source>
        <translation>检查点中是 {0} 的权重，而不是 {1} 的</translation>
    </message>
    <message>
        <source>The checkpoint holds {0}, not of {1}</source>
        <translation>检查点中是{0}，而不是 {1} 的</translation>
    </message>
    <message>
        <source>The checkpoint is a web page; the download gave an error page instead of the weights</source>
        <translation>检查点是网页；下载得到的是错误页面而不是权重</translation>
    </message>
    <message>
        <source>The checkpoint is an empty file; its download did not even begin</source>
        <translation>检查点是空文件；下载尚未开始</translation>
    </message>
    <message>
        <source>The checkpoint is cut after {0} MB; its download did not finish</source>
        <translation>检查点在 {0} MB 处中断；下载未完成</translation>
    </message>
    <message>
        <source>The checkpoint is damaged</source>
        <translation>检查点已损坏</translation>
    </message>
    <message>
        <source>The checkpoint is only a pointer of Git LFS; the weights were not fetched</source>
        <translation>检查点只是 Git LFS 指针；权重未下载</translation>
    </message>
    <message>
        <source>The checkpoint lacks {0} of {1} weights of {2}, the first {3}</source>
        <translation>检查点缺少 {2} 的 {1} 个权重中的 {0} 个，首个为 {3}</translation>
    </message>
    <message>
        <source>The database holds no project</source>
        <translation>数据库中没有项目</translation>
    </message>
    <message>
        <source>The database refused the change: {0}</source>
        <translation>数据库拒绝了更改：{0}</translation>
    </message>
    <message>
        <source>The disk is full; nothing was changed</source>
        <translation>磁盘已满；未作任何更改</translation>
    </message>
    <message>
        <source>The disk with the project cannot be read or written</source>
        <translation>项目所在磁盘无法读写</translation>
    </message>
    <message>
        <source>The edit {0} lies outside the mask of {1} x {2}</source>
        <translation>编辑 {0} 超出了 {1} x {2} 的掩码</translation>
    </message>
    <message>
        <source>The engine cannot be started: {0}</source>
        <translation>无法启动引擎：{0}</translation>
    </message>
    <message>
        <source>The engine ended with code {0} before it was ready</source>
        <translation>引擎在就绪前以代码 {0} 结束</translation>
    </message>
    <message>
        <source>The engine has ended</source>
        <translation>引擎已结束</translation>
    </message>
    <message>
        <source>The engine runs already</source>
        <translation>引擎已在运行</translation>
    </message>
    <message>
        <source>The engine was not ready after {0} s</source>
        <translation>引擎在 {0} 秒后仍未就绪</translation>
    </message>
    <message>
        <source>The engine was not started</source>
        <translation>引擎未启动</translation>
    </message>
    <message>
        <source>The export cannot be written: {0}</source>
        <translation>无法写入导出内容：{0}</translation>
    </message>
    <message>
        <source>The file cannot be used: it holds no settings</source>
        <translation>文件无法使用：其中没有设置</translation>
    </message>
    <message>
        <source>The file has {0} x {1} pixels now; {2} x {3} were added</source>
        <translation>该文件现在为 {0} x {1} 像素；添加时为 {2} x {3}</translation>
    </message>
    <message>
        <source>The file holds something else than named weights</source>
        <translation>文件内容不是命名权重</translation>
    </message>
    <message>
        <source>The file is larger than any weights: more than {0} GB</source>
        <translation>文件大于任何权重：超过 {0} GB</translation>
    </message>
    <message>
        <source>The file is not a checkpoint of weights</source>
        <translation>该文件不是权重检查点</translation>
    </message>
    <message>
        <source>The file is not a model version of SAMFT</source>
        <translation>该文件不是 SAMFT 的模型版本</translation>
    </message>
    <message>
        <source>The file is not an image that can be read</source>
        <translation>该文件不是可读取的图像</translation>
    </message>
    <message>
        <source>The folder already holds a {0} folder</source>
        <translation>该文件夹中已有 {0} 文件夹</translation>
    </message>
    <message>
        <source>The folder has a {0} folder with files that a project would overwrite</source>
        <translation>该文件夹中的 {0} 文件夹含有会被项目覆盖的文件</translation>
    </message>
    <message>
        <source>The folder holds no labelme files</source>
        <translation>该文件夹中没有 labelme 文件</translation>
    </message>
    <message>
        <source>The folder is in use already</source>
        <translation>该文件夹已被使用</translation>
    </message>
    <message>
        <source>The folder is no MVTec AD category</source>
        <translation>该文件夹不是 MVTec AD 类别</translation>
    </message>
    <message>
        <source>The folder is not a SAMFT project</source>
        <translation>该文件夹不是 SAMFT 项目</translation>
    </message>
    <message>
        <source>The folder is not empty</source>
        <translation>该文件夹不为空</translation>
    </message>
    <message>
        <source>The ground truth folder cannot be written: {0}</source>
        <translation>无法写入真值文件夹：{0}</translation>
    </message>
    <message>
        <source>The image cannot be annotated: {0}</source>
        <translation>无法标注该图像：{0}</translation>
    </message>
    <message>
        <source>The image encoder cannot be loaded: {0}</source>
        <translation>无法加载图像编码器：{0}</translation>
    </message>
    <message>
        <source>The image file cannot be reached: {0}</source>
        <translation>无法访问图像文件：{0}</translation>
    </message>
    <message>
        <source>The image file is another picture than the one that was added</source>
        <translation>图像文件与添加时的图像不同</translation>
    </message>
    <message>
        <source>The image file is empty</source>
        <translation>图像文件为空</translation>
    </message>
    <message>
        <source>The image file is missing</source>
        <translation>缺少图像文件</translation>
    </message>
    <message>
        <source>The image file may not be read</source>
        <translation>没有读取图像文件的权限</translation>
    </message>
    <message>
        <source>The image has annotations, so it cannot be good</source>
        <translation>该图像有标注，因此不能标为良品</translation>
    </message>
    <message>
        <source>The image has no annotation</source>
        <translation>该图像没有标注</translation>
    </message>
    <message>
        <source>The image has not been read yet</source>
        <translation>尚未读取该图像</translation>
    </message>
    <message>
        <source>The image has {0} x {1} pixels, more than the limit of {2} pixels</source>
        <translation>该图像为 {0} x {1} 像素，超过 {2} 像素的上限</translation>
    </message>
    <message>
        <source>The image is approved already</source>
        <translation>该图像已批准</translation>
    </message>
    <message>
        <source>The image is damaged: {0}</source>
        <translation>该图像已损坏：{0}</translation>
    </message>
    <message>
        <source>The image is not the one that was annotated</source>
        <translation>该图像不是被标注的那一张</translation>
    </message>
    <message>
        <source>The image is {0}, not new, and cannot be signed off as good</source>
        <translation>该图像状态为 {0}，不是新图像，不能标为良品</translation>
    </message>
    <message>
        <source>The image is {0}, so there is nothing to review</source>
        <translation>该图像状态为 {0}，没有可复核的内容</translation>
    </message>
    <message>
        <source>The image takes {0} MB in memory, more than the limit of {1} MB</source>
        <translation>图像需占用 {0} MB 内存，超过 {1} MB 的限制</translation>
    </message>
    <message>
        <source>The image was added again meanwhile</source>
        <translation>该图像已再次添加</translation>
    </message>
    <message>
        <source>The image was not found</source>
        <translation>未找到该图像</translation>
    </message>
    <message>
        <source>The installer does not start: {0}</source>
        <translation>安装程序无法启动：{0}</translation>
    </message>
    <message>
        <source>The key cannot be kept: {0}</source>
        <translation>无法保存密钥：{0}</translation>
    </message>
    <message>
        <source>The labelme file cannot be read: {0}</source>
        <translation>无法读取 labelme 文件：{0}</translation>
    </message>
    <message>
        <source>The manifest cannot be read: {0}</source>
        <translation>无法读取清单：{0}</translation>
    </message>
    <message>
        <source>The mask has {0} x {1} pixels, the image {2} x {3}</source>
        <translation>掩码为 {0} x {1} 像素，图像为 {2} x {3}</translation>
    </message>
    <message>
        <source>The mask is damaged: its runs do not fill {0} x {1} pixels</source>
        <translation>掩码已损坏：其游程未填满 {0} x {1} 像素</translation>
    </message>
    <message>
        <source>The mask is damaged: {0}</source>
        <translation>掩码已损坏：{0}</translation>
    </message>
    <message>
        <source>The mask is larger than any image: {0} x {1} pixels</source>
        <translation>掩码大于任何图像：{0} x {1} 像素</translation>
    </message>
    <message>
        <source>The mask to refine must be 256 x 256 logits, not {0}</source>
        <translation>待细化的掩码须为 256 x 256 的 logits，而不是 {0}</translation>
    </message>
    <message>
        <source>The mobile encoder is an OpenVINO graph and stays on the CPU.</source>
        <translation>mobile 编码器是 OpenVINO 图，始终在 CPU 上运行。</translation>
    </message>
    <message>
        <source>The model failed: {0}: {1}</source>
        <translation>模型出错：{0}：{1}</translation>
    </message>
    <message>
        <source>The model version looks at planes, and the embedding has none</source>
        <translation>模型版本需要附加特征平面，而嵌入中没有</translation>
    </message>
    <message>
        <source>The model version was tuned from another base model</source>
        <translation>该模型版本基于其他基础模型微调</translation>
    </message>
    <message>
        <source>The model version was tuned with another second encoder</source>
        <translation>模型版本是用另一个第二编码器微调的</translation>
    </message>
    <message>
        <source>The model version&apos;s weights are damaged</source>
        <translation>该模型版本的权重已损坏</translation>
    </message>
    <message>
        <source>The model version&apos;s weights are missing</source>
        <translation>缺少该模型版本的权重</translation>
    </message>
    <message>
        <source>The model version&apos;s weights cannot be read</source>
        <translation>无法读取该模型版本的权重</translation>
    </message>
    <message>
        <source>The model was loaded without its image encoder</source>
        <translation>加载模型时未包含图像编码器</translation>
    </message>
    <message>
        <source>The model {0} needs a checkpoint</source>
        <translation>模型 {0} 需要检查点文件</translation>
    </message>
    <message>
        <source>The model&apos;s description cannot be read</source>
        <translation>无法读取模型说明</translation>
    </message>
    <message>
        <source>The new picture has {0} x {1} pixels, the masks {2} x {3}</source>
        <translation>新图像为 {0} x {1} 像素，掩码为 {2} x {3}</translation>
    </message>
    <message>
        <source>The new version says {0}</source>
        <translation>新版本报告 {0}</translation>
    </message>
    <message>
        <source>The pack is not signed</source>
        <translation>该包未签名</translation>
    </message>
    <message>
        <source>The pack is signed by a key that is not trusted: {0}</source>
        <translation>该包的签名密钥不受信任：{0}</translation>
    </message>
    <message>
        <source>The part lies outside a mask of {0} x {1} pixels</source>
        <translation>该部分位于 {0} x {1} 像素的掩码之外</translation>
    </message>
    <message>
        <source>The point {0},{1} lies outside {2}</source>
        <translation>点 {0},{1} 位于 {2} 之外</translation>
    </message>
    <message>
        <source>The policy of this PC cannot be used: {0}</source>
        <translation>无法使用本机的策略：{0}</translation>
    </message>
    <message>
        <source>The policy of this PC does not let {0} {1}</source>
        <translation>本机的策略不允许 {0}：{1}</translation>
    </message>
    <message>
        <source>The policy of this PC takes only packs signed by one of its trusted keys.</source>
        <translation>本机的策略只接受由受信任密钥签名的包。</translation>
    </message>
    <message>
        <source>The program that does this ended with {0}</source>
        <translation>执行此操作的程序以 {0} 结束</translation>
    </message>
    <message>
        <source>The program&apos;s data folder is missing</source>
        <translation>缺少程序的数据文件夹</translation>
    </message>
    <message>
        <source>The program&apos;s folder cannot be written</source>
        <translation>无法写入程序文件夹</translation>
    </message>
    <message>
        <source>The project cannot be created: {0}</source>
        <translation>无法新建项目：{0}</translation>
    </message>
    <message>
        <source>The project cannot be read: {0}</source>
        <translation>项目无法读取：{0}</translation>
    </message>
    <message>
        <source>The project cannot be taken over: {0}</source>
        <translation>无法接管项目：{0}</translation>
    </message>
    <message>
        <source>The project holds no backup that can be used</source>
        <translation>项目中没有可用的备份</translation>
    </message>
    <message>
        <source>The project is being restored by another program</source>
        <translation>另一个程序正在恢复项目</translation>
    </message>
    <message>
        <source>The project is open in {0} other programs (the first is process {1})</source>
        <translation>项目已在 {0} 个其他程序中打开（第一个是进程 {1}）</translation>
    </message>
    <message>
        <source>The project is open on the PC {0} (account {1}, since {2})</source>
        <translation>项目已在电脑 {0} 上打开（帐户 {1}，自 {2}）</translation>
    </message>
    <message>
        <source>The project is open only to look at: {0}</source>
        <translation>项目仅以查看方式打开：{0}</translation>
    </message>
    <message>
        <source>The project may not be written</source>
        <translation>项目不可写入</translation>
    </message>
    <message>
        <source>The project was written by a newer SAMFT (schema {0}, this program knows {1})</source>
        <translation>该项目由更新的 SAMFT 写入（架构 {0}，本程序支持 {1}）</translation>
    </message>
    <message>
        <source>The project&apos;s database failed: {0}</source>
        <translation>项目数据库出错：{0}</translation>
    </message>
    <message>
        <source>The project&apos;s database is damaged: {0}</source>
        <translation>项目的数据库已损坏：{0}</translation>
    </message>
    <message>
        <source>The project&apos;s folder cannot be written</source>
        <translation>无法写入项目文件夹</translation>
    </message>
    <message>
        <source>The project&apos;s folder was deleted, moved or replaced while it was open; {0}</source>
        <translation>项目打开期间，其文件夹被删除、移动或替换；{0}</translation>
    </message>
    <message>
        <source>The recipe is not valid: {0}</source>
        <translation>配方无效：{0}</translation>
    </message>
    <message>
        <source>The run cannot go on: {0}</source>
        <translation>训练无法继续：{0}</translation>
    </message>
    <message>
        <source>The run has no data to go on with</source>
        <translation>此次训练没有可继续的数据</translation>
    </message>
    <message>
        <source>The run needs about {0} GB of memory, {1} GB are free. Close other programs first.</source>
        <translation>此次训练约需 {0} GB 内存，可用 {1} GB。请先关闭其他程序。</translation>
    </message>
    <message>
        <source>The second image encoder cannot be loaded: {0}</source>
        <translation>无法加载第二图像编码器：{0}</translation>
    </message>
    <message>
        <source>The secret key cannot be read</source>
        <translation>无法读取私钥</translation>
    </message>
    <message>
        <source>The settings cannot be kept: {0}</source>
        <translation>无法保存设置：{0}</translation>
    </message>
    <message>
        <source>The settings cannot be read: {0}</source>
        <translation>无法读取设置：{0}</translation>
    </message>
    <message>
        <source>The signature does not fit</source>
        <translation>签名不符</translation>
    </message>
    <message>
        <source>The tuned weights alone were refused: {0}. Mixed with the base model&apos;s weights, {1} tuned, they pass; this mixture is offered.</source>
        <translation>单独的微调权重被拒绝：{0}。与基础模型的权重混合（微调占 {1}）后通过；现提供此混合版本。</translation>
    </message>
    <message>
        <source>The update holds what no update does: {0}</source>
        <translation>更新中含有不应有的内容：{0}</translation>
    </message>
    <message>
        <source>The update is for {0}</source>
        <translation>该更新适用于 {0}</translation>
    </message>
    <message>
        <source>The update is not signed</source>
        <translation>该更新未签名</translation>
    </message>
    <message>
        <source>The update is older: {0}</source>
        <translation>该更新版本较旧：{0}</translation>
    </message>
    <message>
        <source>The update is signed by an unknown key: {0}</source>
        <translation>该更新由未知密钥签名：{0}</translation>
    </message>
    <message>
        <source>The version in use was not changed. Get the update again.</source>
        <translation>当前使用的版本未更改。请重新获取更新。</translation>
    </message>
    <message>
        <source>The waiting box in row {0} of the table waiting_box cannot be read: {1}</source>
        <translation>表 waiting_box 第 {0} 行的待处理框无法读取：{1}</translation>
    </message>
    <message>
        <source>The weights are wrapped in &quot;{0}&quot;, as a training program saved them</source>
        <translation>权重包在“{0}”中，是训练程序保存的</translation>
    </message>
    <message>
        <source>The weights belong to another model ({0})</source>
        <translation>权重属于其他模型（{0}）</translation>
    </message>
    <message>
        <source>The weights cannot be read</source>
        <translation>无法读取权重</translation>
    </message>
    <message>
        <source>The weights do not fit the mask decoder</source>
        <translation>权重与掩码解码器不符</translation>
    </message>
    <message>
        <source>There are too few good images to compare with</source>
        <translation>可供比较的良品图像太少</translation>
    </message>
    <message>
        <source>There is a class {0} already</source>
        <translation>已有类别 {0}</translation>
    </message>
    <message>
        <source>There is a model version {0} already</source>
        <translation>已有模型版本 {0}</translation>
    </message>
    <message>
        <source>There is a project in this folder already</source>
        <translation>此文件夹中已有项目</translation>
    </message>
    <message>
        <source>There is no device {0}</source>
        <translation>没有设备 {0}</translation>
    </message>
    <message>
        <source>There is no key {0} to forget</source>
        <translation>没有可移除的密钥 {0}</translation>
    </message>
    <message>
        <source>There is no model version {0}</source>
        <translation>没有模型版本 {0}</translation>
    </message>
    <message>
        <source>There is no older version to return to</source>
        <translation>没有可恢复的旧版本</translation>
    </message>
    <message>
        <source>There is no recipe {0}</source>
        <translation>没有配方 {0}</translation>
    </message>
    <message>
        <source>There is no room for a copy of the project&apos;s database to look at</source>
        <translation>没有空间存放用于查看的数据库副本</translation>
    </message>
    <message>
        <source>There is no such backup</source>
        <translation>没有这样的备份</translation>
    </message>
    <message>
        <source>There is no such folder</source>
        <translation>没有该文件夹</translation>
    </message>
    <message>
        <source>There is no {0} {1} in the project</source>
        <translation>项目中没有 {0} {1}</translation>
    </message>
    <message>
        <source>There is not enough memory for the image</source>
        <translation>内存不足，无法打开图像</translation>
    </message>
    <message>
        <source>There is nothing to ask</source>
        <translation>没有可询问的内容</translation>
    </message>
    <message>
        <source>There is nothing to open</source>
        <translation>没有可打开的内容</translation>
    </message>
    <message>
        <source>There is nothing to roll back to</source>
        <translation>没有可以回退的版本</translation>
    </message>
    <message>
        <source>This base model comes without the planes that the version needs</source>
        <translation>此基础模型没有该版本所需的附加特征平面</translation>
    </message>
    <message>
        <source>This installation keeps no older version</source>
        <translation>此安装未保留旧版本</translation>
    </message>
    <message>
        <source>This is another image of the same size; the masks were drawn on the one that was added</source>
        <translation>这是另一张同尺寸的图像；掩码是在添加时的图像上绘制的</translation>
    </message>
    <message>
        <source>This is another image: it has {0} x {1} pixels, not {2} x {3}</source>
        <translation>这是另一张图像：{0} x {1} 像素，而不是 {2} x {3}</translation>
    </message>
    <message>
        <source>This is no image: {0}</source>
        <translation>这不是图像：{0}</translation>
    </message>
    <message>
        <source>This is no {0}</source>
        <translation>这不是 {0}</translation>
    </message>
    <message>
        <source>This place belongs to the project itself</source>
        <translation>此位置属于项目本身</translation>
    </message>
    <message>
        <source>This program was built without a key for updates</source>
        <translation>本程序构建时未包含更新密钥</translation>
    </message>
    <message>
        <source>To correct {0} held-out masks to IoU {1} takes {2} clicks each after the box, with {3} {4} (95 % interval of what is saved {5} to {6}; {7} at most)</source>
        <translation>将 {0} 个保留掩码修正到 IoU {1}，画框后平均每个需要 {2} 次点击（{3}：{4}；节省量的 95 % 区间 {5} 至 {6}；最多 {7} 次）</translation>
    </message>
    <message>
        <source>Too few masks to measure by class: {0}.</source>
        <translation>掩码太少，无法按类别评估：{0}。</translation>
    </message>
    <message>
        <source>Trust the key with samft keys trust FILE, or use --accept-untrusted if you know its origin.</source>
        <translation>请用 samft keys trust FILE 信任该密钥；若知道其来源，可使用 --accept-untrusted。</translation>
    </message>
    <message>
        <source>Try again in a moment, or close the other program.</source>
        <translation>请稍后重试，或关闭另一个程序。</translation>
    </message>
    <message>
        <source>Try again when the drive or the share is back.</source>
        <translation>请在驱动器或共享恢复后重试。</translation>
    </message>
    <message>
        <source>Update SAMFT on this PC; the project was not changed.</source>
        <translation>请更新本机的 SAMFT；项目未更改。</translation>
    </message>
    <message>
        <source>Updates of this program are signed by {0}.</source>
        <translation>本程序的更新由 {0} 签名。</translation>
    </message>
    <message>
        <source>Use &quot;auto&quot; or &quot;cpu&quot;.</source>
        <translation>请使用“auto”或“cpu”。</translation>
    </message>
    <message>
        <source>Use &quot;auto&quot;, &quot;cpu&quot; or &quot;cuda&quot;.</source>
        <translation>请使用“auto”、“cpu”或“cuda”。</translation>
    </message>
    <message>
        <source>Use --allow-older to install it all the same, or --rollback to return to the version before.</source>
        <translation>使用 --allow-older 仍可安装，或用 --rollback 回到上一版本。</translation>
    </message>
    <message>
        <source>Use a mask of the image&apos;s own size.</source>
        <translation>请使用与图像大小相同的掩码。</translation>
    </message>
    <message>
        <source>Use letters, digits, dot, dash and underscore.</source>
        <translation>请使用字母、数字、点、连字符和下划线。</translation>
    </message>
    <message>
        <source>Wait for it to finish, or cancel it.</source>
        <translation>请等待其完成，或将其取消。</translation>
    </message>
    <message>
        <source>Wait for its end.</source>
        <translation>请等待其结束。</translation>
    </message>
    <message>
        <source>Windows reserves it for a device</source>
        <translation>Windows 将其保留给设备</translation>
    </message>
    <message>
        <source>With boxes ±10 % on {0} held-out images: {1}</source>
        <translation>框 ±10%，{0} 张留出图像：{1}</translation>
    </message>
    <message>
        <source>With tight boxes it is worse than {0}: mean IoU {1} against {2}.</source>
        <translation>使用紧框时不如{0}：平均 IoU {1}，对方 {2}。</translation>
    </message>
    <message>
        <source>With {0} boxes {1}, its mask spills over by {2} of the box&apos;s area ({3}: {4}; 95 % interval of the change {5} to {6})</source>
        <translation>{1}的 {0} 个框中，其掩码溢出框面积的 {2}（{3}：{4}；变化的 95% 区间 {5} 至 {6}）</translation>
    </message>
    <message>
        <source>a point of a shape {0} is no finite number</source>
        <translation>形状 {0} 的一个点不是有限数</translation>
    </message>
    <message>
        <source>a point of a shape {0} lies far outside the image</source>
        <translation>形状 {0} 的一个点远在图像之外</translation>
    </message>
    <message>
        <source>a run is longer than any mask</source>
        <translation>某个游程比任何掩码都长</translation>
    </message>
    <message>
        <source>a run is negative</source>
        <translation>某个游程为负</translation>
    </message>
    <message>
        <source>a sample has an empty mask</source>
        <translation>某个样本的掩码为空</translation>
    </message>
    <message>
        <source>a shape &apos;mask&apos; holds no picture</source>
        <translation>形状“mask”不含图像</translation>
    </message>
    <message>
        <source>a shape has no label</source>
        <translation>一个形状没有标签</translation>
    </message>
    <message>
        <source>a shape is no object with points</source>
        <translation>一个形状不是带点的对象</translation>
    </message>
    <message>
        <source>a shape {0} covers no pixel of the image</source>
        <translation>形状 {0} 未覆盖图像的任何像素</translation>
    </message>
    <message>
        <source>a shape {0} has no area</source>
        <translation>形状 {0} 没有面积</translation>
    </message>
    <message>
        <source>a shape {0} has {1} points, not {2}</source>
        <translation>形状 {0} 有 {1} 个点，而不是 {2} 个</translation>
    </message>
    <message>
        <source>a shape {0} has {1} points, which enclose no area</source>
        <translation>形状 {0} 有 {1} 个点，未围成任何区域</translation>
    </message>
    <message>
        <source>a shape {0} is of an unknown kind</source>
        <translation>形状 {0} 属于未知类型</translation>
    </message>
    <message>
        <source>a shape&apos;s kind is no text</source>
        <translation>形状的类型不是文本</translation>
    </message>
    <message>
        <source>a zoom is 0 (the whole image) or between 1 and 100 times the box</source>
        <translation>缩放为 0（整张图像）或框的 1 至 100 倍</translation>
    </message>
    <message>
        <source>an object has the entry {0} twice</source>
        <translation>一个对象有两个 {0} 条目</translation>
    </message>
    <message>
        <source>another size than listed, or too large</source>
        <translation>大小与列表不符，或过大</translation>
    </message>
    <message>
        <source>at least one of bce, dice, mse and focal must be above 0</source>
        <translation>bce、dice、mse 和 focal 中至少一个须大于 0</translation>
    </message>
    <message>
        <source>each of {0} images was held out once in {1} folds; the weights that ship learnt from all of them in the same way</source>
        <translation>{0} 张图像在 {1} 折中各留出一次；最终权重以同样方式从全部图像中学习</translation>
    </message>
    <message>
        <source>every pixel of the mask is {0}, so nothing tells object from background</source>
        <translation>掩码的每个像素都是 {0}，无法区分对象与背景</translation>
    </message>
    <message>
        <source>format {0} is unknown</source>
        <translation>格式 {0} 未知</translation>
    </message>
    <message>
        <source>half a box off a defect or on half of one</source>
        <translation>偏离缺陷半个框或只覆盖缺陷一半</translation>
    </message>
    <message>
        <source>holds {0}</source>
        <translation>包含 {0}</translation>
    </message>
    <message>
        <source>image file is truncated</source>
        <translation>图像文件被截断</translation>
    </message>
    <message>
        <source>is JSON of another kind</source>
        <translation>是其他类型的 JSON</translation>
    </message>
    <message>
        <source>is larger than an embedding</source>
        <translation>大于一个嵌入</translation>
    </message>
    <message>
        <source>is missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>is no JSON</source>
        <translation>不是 JSON</translation>
    </message>
    <message>
        <source>is no date: {0}</source>
        <translation>不是日期：{0}</translation>
    </message>
    <message>
        <source>is no mask</source>
        <translation>不是掩码</translation>
    </message>
    <message>
        <source>is no number: {0}</source>
        <translation>不是数字：{0}</translation>
    </message>
    <message>
        <source>is no text</source>
        <translation>不是文本</translation>
    </message>
    <message>
        <source>is no text: {0}</source>
        <translation>不是文本：{0}</translation>
    </message>
    <message>
        <source>is no whole number: {0}</source>
        <translation>不是整数：{0}</translation>
    </message>
    <message>
        <source>is {0}</source>
        <translation>是 {0}</translation>
    </message>
    <message>
        <source>is {0}, neither yes nor no</source>
        <translation>是 {0}，既非是也非否</translation>
    </message>
    <message>
        <source>it begins as {0} does and goes on otherwise</source>
        <translation>其开头与 {0} 相同，后面则不同</translation>
    </message>
    <message>
        <source>it holds half a character, which no file or database can keep</source>
        <translation>其中含有半个字符，任何文件或数据库都无法保存</translation>
    </message>
    <message>
        <source>it holds one of &lt; &gt; : &quot; / \ | ? * or a control character</source>
        <translation>含有 &lt; &gt; : &quot; / \ | ? * 之一或控制字符</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>为空</translation>
    </message>
    <message>
        <source>it is longer than {0} characters</source>
        <translation>超过 {0} 个字符</translation>
    </message>
    <message>
        <source>it starts or ends with a dot</source>
        <translation>以点开头或结尾</translation>
    </message>
    <message>
        <source>its image {0} is neither where the file says nor beside it nor inside it</source>
        <translation>其图像 {0} 既不在文件所述位置，也不在旁边或文件内</translation>
    </message>
    <message>
        <source>its size is {0} x {1}</source>
        <translation>其尺寸为 {0} x {1}</translation>
    </message>
    <message>
        <source>its text is in no encoding that is known; save it as UTF-8</source>
        <translation>其文本编码未知；请另存为 UTF-8</translation>
    </message>
    <message>
        <source>kiosk.leave_key is no key: {0}</source>
        <translation>kiosk.leave_key 不是有效按键：{0}</translation>
    </message>
    <message>
        <source>mean IoU {0} against {1} of {2}, {3} (95 % interval {4} to {5})</source>
        <translation>平均 IoU {0}，{2}为 {1}，差值 {3}（95% 区间 {4} 至 {5}）</translation>
    </message>
    <message>
        <source>most pixels are neither black nor white, so this is no mask</source>
        <translation>大多数像素既非黑也非白，因此这不是掩码</translation>
    </message>
    <message>
        <source>must be a public key in one line, as samft keys new prints it</source>
        <translation>须为一行公钥，如 samft keys new 所输出</translation>
    </message>
    <message>
        <source>must be a whole path, as /srv/samft or D:\SAMFT</source>
        <translation>须为完整路径，如 /srv/samft 或 D:\SAMFT</translation>
    </message>
    <message>
        <source>must be an inspector&apos;s name, account:NAME or group:NAME</source>
        <translation>须为检验员姓名、account:NAME 或 group:NAME</translation>
    </message>
    <message>
        <source>must be one key with its modifiers, as Ctrl+Alt+Shift+Q</source>
        <translation>须为一个按键及其修饰键，例如 Ctrl+Alt+Shift+Q</translation>
    </message>
    <message>
        <source>no archive</source>
        <translation>不是压缩包</translation>
    </message>
    <message>
        <source>no entry of a list</source>
        <translation>不是列表项</translation>
    </message>
    <message>
        <source>no object</source>
        <translation>没有对象</translation>
    </message>
    <message>
        <source>no pixel of the mask is {0}, so its background cannot be told</source>
        <translation>掩码中没有值为 {0} 的像素，无法辨别背景</translation>
    </message>
    <message>
        <source>on good images or beside known defects</source>
        <translation>良品图像上或已知缺陷旁</translation>
    </message>
    <message>
        <source>samft check names everything; samft restore brings a backup back.</source>
        <translation>samft check 会列出全部；samft restore 可恢复备份。</translation>
    </message>
    <message>
        <source>samft keys new makes keys; minisign&apos;s files work too.</source>
        <translation>可用 samft keys new 生成密钥；minisign 的文件也可以。</translation>
    </message>
    <message>
        <source>samft restore --list names the backups.</source>
        <translation>samft restore --list 会列出备份。</translation>
    </message>
    <message>
        <source>says {0}</source>
        <translation>显示 {0}</translation>
    </message>
    <message>
        <source>the 16-bit colours cannot be decoded</source>
        <translation>无法解码 16 位颜色</translation>
    </message>
    <message>
        <source>the base model</source>
        <translation>基础模型</translation>
    </message>
    <message>
        <source>the content does not match its digest</source>
        <translation>内容与其摘要不符</translation>
    </message>
    <message>
        <source>the file names too few strips</source>
        <translation>文件列出的条带太少</translation>
    </message>
    <message>
        <source>the mask has {0} x {1} pixels, its image {2} x {3}</source>
        <translation>掩码为 {0} x {1} 像素，其图像为 {2} x {3}</translation>
    </message>
    <message>
        <source>the mask is empty</source>
        <translation>掩码为空</translation>
    </message>
    <message>
        <source>the mask is missing</source>
        <translation>缺少掩码</translation>
    </message>
    <message>
        <source>the mask is transparent everywhere</source>
        <translation>掩码完全透明</translation>
    </message>
    <message>
        <source>the number {0} is too large</source>
        <translation>数字 {0} 过大</translation>
    </message>
    <message>
        <source>the picture inside the file cannot be read: {0}</source>
        <translation>文件内的图像无法读取：{0}</translation>
    </message>
    <message>
        <source>the picture inside the file is damaged: {0}</source>
        <translation>文件内的图像已损坏：{0}</translation>
    </message>
    <message>
        <source>the picture of a shape &apos;mask&apos; cannot be read: {0}</source>
        <translation>形状“mask”的图像无法读取：{0}</translation>
    </message>
    <message>
        <source>the picture of a shape &apos;mask&apos; has {0} x {1} pixels, its points enclose {2} x {3}</source>
        <translation>形状“mask”的图像为 {0} x {1} 像素，其点围成 {2} x {3}</translation>
    </message>
    <message>
        <source>the picture of a shape &apos;mask&apos; is larger than its image</source>
        <translation>形状“mask”的图像大于其所属图像</translation>
    </message>
    <message>
        <source>the points of a shape {0} are no pairs of numbers</source>
        <translation>形状 {0} 的点不是数字对</translation>
    </message>
    <message>
        <source>the policy of this PC switches it off</source>
        <translation>本机的策略已将其关闭</translation>
    </message>
    <message>
        <source>the text ends inside a run</source>
        <translation>文本在游程中间结束</translation>
    </message>
    <message>
        <source>the text is empty or holds a foreign character</source>
        <translation>文本为空或含有无效字符</translation>
    </message>
    <message>
        <source>they had forgotten too much</source>
        <translation>遗忘过多</translation>
    </message>
    <message>
        <source>they harmed a class</source>
        <translation>损害了某个类别</translation>
    </message>
    <message>
        <source>they listened less to corrections</source>
        <translation>它们对修正的响应变差</translation>
    </message>
    <message>
        <source>they looked past the box</source>
        <translation>越出了框</translation>
    </message>
    <message>
        <source>they lost on tight boxes</source>
        <translation>在紧框上变差</translation>
    </message>
    <message>
        <source>they were not better</source>
        <translation>没有更好</translation>
    </message>
    <message>
        <source>this PyTorch is a build without CUDA</source>
        <translation>此 PyTorch 构建不含 CUDA</translation>
    </message>
    <message>
        <source>too many files</source>
        <translation>文件过多</translation>
    </message>
    <message>
        <source>unknown compression</source>
        <translation>未知的压缩方式</translation>
    </message>
    <message>
        <source>{0} The encoder runs on OpenVINO in single precision.</source>
        <translation>{0} 编码器以单精度在 OpenVINO 上运行。</translation>
    </message>
    <message>
        <source>{0} The {1} encoder runs on PyTorch.</source>
        <translation>{0} {1} 编码器在 PyTorch 上运行。</translation>
    </message>
    <message>
        <source>{0} cannot name a defect class: {1}</source>
        <translation>{0} 不能作为缺陷类别名称：{1}</translation>
    </message>
    <message>
        <source>{0} cannot name a model version</source>
        <translation>{0} 不能作为模型版本名称</translation>
    </message>
    <message>
        <source>{0} folds need at least {1} images of their own, there are {2}</source>
        <translation>{0} 折至少需要 {1} 张独立的图像，现有 {2} 张</translation>
    </message>
    <message>
        <source>{0} image files are missing.</source>
        <translation>缺少 {0} 个图像文件。</translation>
    </message>
    <message>
        <source>{0} is no number</source>
        <translation>{0} 不是数字</translation>
    </message>
    <message>
        <source>{0} leads outside the project&apos;s folder</source>
        <translation>{0} 指向项目文件夹之外</translation>
    </message>
    <message>
        <source>{0} of {1} images were held out; the measured weights are the ones that ship</source>
        <translation>{1} 张图像中留出 {0} 张；所评估的权重即最终权重</translation>
    </message>
    <message>
        <source>{0}, and nothing was heard from there for {1} minutes</source>
        <translation>{0}，且已有 {1} 分钟没有收到其消息</translation>
    </message>
    <message>
        <source>{0}: better beyond chance.</source>
        <translation>{0}：显著更好。</translation>
    </message>
    <message>
        <source>{0}: better, but it may be chance. Accept more masks and fine-tune again.</source>
        <translation>{0}：有所提高，但可能是偶然。请接受更多掩码后重新微调。</translation>
    </message>
    <message>
        <source>{0}: fewer beyond chance.</source>
        <translation>{0}：更少，超出偶然。</translation>
    </message>
    <message>
        <source>{0}: it has forgotten too much; {1} is wanted.</source>
        <translation>{0}：遗忘过多；要求 {1}。</translation>
    </message>
    <message>
        <source>{0}: it has learnt to look past the box.</source>
        <translation>{0}：学会了越出框。</translation>
    </message>
    <message>
        <source>{0}: it listens less to corrections.</source>
        <translation>{0}：它对修正的响应变差。</translation>
    </message>
    <message>
        <source>{0}: it obeys its box.</source>
        <translation>{0}：遵守框的范围。</translation>
    </message>
    <message>
        <source>{0}: it still knows what the base model knows.</source>
        <translation>{0}：仍保有基础模型的能力。</translation>
    </message>
    <message>
        <source>{0}: less than the {1} that is wanted, but it may be chance.</source>
        <translation>{0}：低于要求的 {1}，但可能是偶然。</translation>
    </message>
    <message>
        <source>{0}: no change beyond chance.</source>
        <translation>{0}：没有超出偶然的变化。</translation>
    </message>
    <message>
        <source>{0}: no drift beyond chance.</source>
        <translation>{0}：没有显著偏移。</translation>
    </message>
    <message>
        <source>{0}: not better.</source>
        <translation>{0}：没有更好。</translation>
    </message>
    <message>
        <source>{0}: worse beyond chance. Accept more masks of this class and fine-tune again.</source>
        <translation>{0}：显著变差。请接受更多此类别的掩码后重新微调。</translation>
    </message>
    <message>
        <source>{0}: worse, but it may be chance. Look at this class before you activate.</source>
        <translation>{0}：变差，但可能是偶然。启用前请查看此类别。</translation>
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
        <source>Correct with brush {0} and eraser {1}. {2} accepts, {3} takes back.</source>
        <translation>用画笔 {0} 和橡皮擦 {1} 修正。{2} 接受，{3} 撤销。</translation>
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
        <source>{0} approves, {1} returns with a comment. {2} leaves review mode.</source>
        <translation>{0} 批准，{1} 附说明退回。{2} 退出复核模式。</translation>
    </message>
    <message>
        <source>{0} boxes wait: {1} takes all, {2} or a click takes the next in hand.</source>
        <translation>{0} 个框在等待：{1} 全部采用，{2} 或点击选取下一个。</translation>
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
    <name>history</name>
    <message>
        <source>The image could be read again</source>
        <translation>图像又可读取</translation>
    </message>
    <message>
        <source>The image could not be read: {reason}</source>
        <translation>无法读取图像：{reason}</translation>
    </message>
    <message>
        <source>The image file was changed outside SAMFT</source>
        <translation>图像文件在 SAMFT 之外被更改</translation>
    </message>
    <message>
        <source>{0} ({1} times)</source>
        <translation>{0}（{1} 次）</translation>
    </message>
    <message>
        <source>{who} accepted one mask as ground truth: {of}</source>
        <translation>{who} 接受一个掩码为真值：{of}</translation>
    </message>
    <message>
        <source>{who} accepted the masks as ground truth ({count})</source>
        <translation>{who} 接受掩码为真值（{count}）</translation>
    </message>
    <message>
        <source>{who} added a mask as ground truth: {of}</source>
        <translation>{who} 添加掩码为真值：{of}</translation>
    </message>
    <message>
        <source>{who} added the image</source>
        <translation>{who} 添加了图像</translation>
    </message>
    <message>
        <source>{who} approved the image</source>
        <translation>{who} 批准了图像</translation>
    </message>
    <message>
        <source>{who} brought an object back: {of}</source>
        <translation>{who} 恢复了对象：{of}</translation>
    </message>
    <message>
        <source>{who} changed the box or the points of {of}</source>
        <translation>{who} 修改了框或点：{of}</translation>
    </message>
    <message>
        <source>{who} changed the class from {before} to {after}</source>
        <translation>{who} 将类别从 {before} 改为 {after}</translation>
    </message>
    <message>
        <source>{who} changed the mask of {of} from {before} to {after} px</source>
        <translation>{who} 修改了 {of} 的掩码：从 {before} 到 {after} 像素</translation>
    </message>
    <message>
        <source>{who} deleted an object: {of}</source>
        <translation>{who} 删除了对象：{of}</translation>
    </message>
    <message>
        <source>{who} made one mask a draft again: {of}</source>
        <translation>{who} 将一个掩码退回草稿：{of}</translation>
    </message>
    <message>
        <source>{who} made the masks drafts again ({count})</source>
        <translation>{who} 将掩码退回草稿（{count}）</translation>
    </message>
    <message>
        <source>{who} marked a defect, so the image is no longer good</source>
        <translation>{who} 标记了缺陷，图像不再是良品</translation>
    </message>
    <message>
        <source>{who} marked an object: {of}</source>
        <translation>{who} 标记了对象：{of}</translation>
    </message>
    <message>
        <source>{who} put the image back into the project</source>
        <translation>{who} 将图像恢复到项目中</translation>
    </message>
    <message>
        <source>{who} put the image into the lot {lot}</source>
        <translation>{who} 将图像归入批次 {lot}</translation>
    </message>
    <message>
        <source>{who} returned the image: {comment}</source>
        <translation>{who} 退回了图像：{comment}</translation>
    </message>
    <message>
        <source>{who} said that the new file shows the same as the one before</source>
        <translation>{who} 确认新文件与先前文件显示相同内容</translation>
    </message>
    <message>
        <source>{who} said where the file is now: {path}</source>
        <translation>{who} 指定了文件的新位置：{path}</translation>
    </message>
    <message>
        <source>{who} signed the image off as good</source>
        <translation>{who} 将图像标为良品</translation>
    </message>
    <message>
        <source>{who} took the sign-off as good back</source>
        <translation>{who} 撤回了良品标记</translation>
    </message>
    <message>
        <source>{who} took the verdict back</source>
        <translation>{who} 撤回了决定</translation>
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
