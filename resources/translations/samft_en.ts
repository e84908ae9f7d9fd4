<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="en_US">
<context>
    <name></name>
    <message numerus="yes">
        <source>%n proposed drafts wait.</source>
        <translation>
            <numerusform>%n proposed draft waits.</numerusform>
            <numerusform>%n proposed drafts wait.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>BoxProposalsController</name>
    <message numerus="yes">
        <source>%n boxes of the image before are proposed. Take what fits, drop the rest.</source>
        <translation>
            <numerusform>%n box of the image before is proposed. Take it if it fits, or drop it.</numerusform>
            <numerusform>%n boxes of the image before are proposed. Take what fits, drop the rest.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n places differ from the good images. Take what is a defect, drop the rest.</source>
        <translation>
            <numerusform>%n place differs from the good images. Take it if it is a defect, or drop it.</numerusform>
            <numerusform>%n places differ from the good images. Take what is a defect, drop the rest.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Instead, %n boxes of the image before are proposed.</source>
        <translation>
            <numerusform>Instead, %n box of the image before is proposed.</numerusform>
            <numerusform>Instead, %n boxes of the image before are proposed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ClassController</name>
    <message numerus="yes">
        <source>%n images</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n objects</source>
        <translation>
            <numerusform>%n object</numerusform>
            <numerusform>%n objects</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n objects are of the class {0}</source>
        <translation>
            <numerusform>%n object is of the class {0}</numerusform>
            <numerusform>%n objects are of the class {0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n objects have the class {0} now.</source>
        <translation>
            <numerusform>%n object has the class {0} now.</numerusform>
            <numerusform>%n objects have the class {0} now.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n objects were changed since and keep their class.</source>
        <translation>
            <numerusform>%n object was changed since and keeps its class.</numerusform>
            <numerusform>%n objects were changed since and keep their class.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them are ground truth and stay so, signed by you</source>
        <translation>
            <numerusform>%n of them is ground truth and stays so, signed by you</numerusform>
            <numerusform>%n of them are ground truth and stay so, signed by you</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>on %n images</source>
        <translation>
            <numerusform>on %n image</numerusform>
            <numerusform>on %n images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Confirmations</name>
    <message numerus="yes">
        <source>%n are in the project already, by their file or pixels.</source>
        <translation>
            <numerusform>%n is in the project already, by its file or pixels.</numerusform>
            <numerusform>%n are in the project already, by their file or pixels.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n boxes wait for the model to draw in them.</source>
        <translation>
            <numerusform>%n box waits for the model to draw in it.</numerusform>
            <numerusform>%n boxes wait for the model to draw in them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files cannot be used as they are:</source>
        <translation>
            <numerusform>%n file cannot be used as it is:</numerusform>
            <numerusform>%n files cannot be used as they are:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n images are signed off as good, free of defects.</source>
        <translation>
            <numerusform>%n image is signed off as good, free of defects.</numerusform>
            <numerusform>%n images are signed off as good, free of defects.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n masks become accepted ground truth: {0}.</source>
        <translation>
            <numerusform>%n mask becomes accepted ground truth: {0}.</numerusform>
            <numerusform>%n masks become accepted ground truth: {0}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n masks of a model come in as drafts.</source>
        <translation>
            <numerusform>%n mask of a model comes in as a draft.</numerusform>
            <numerusform>%n masks of a model come in as drafts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new images.</source>
        <translation>
            <numerusform>%n new image.</numerusform>
            <numerusform>%n new images.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were worked on here and stay as they are.</source>
        <translation>
            <numerusform>%n was worked on here and stays as it is.</numerusform>
            <numerusform>%n were worked on here and stay as they are.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DecisionController</name>
    <message numerus="yes">
        <source>%n masks accepted as ground truth</source>
        <translation>
            <numerusform>%n mask accepted as ground truth</numerusform>
            <numerusform>%n masks accepted as ground truth</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n proposed boxes that nobody took went with it; undo brings them back.</source>
        <translation>
            <numerusform>%n proposed box that nobody took went with it; undo brings it back.</numerusform>
            <numerusform>%n proposed boxes that nobody took went with it; undo brings them back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindingsDialog</name>
    <message numerus="yes">
        <source>%n images</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n masks</source>
        <translation>
            <numerusform>%n mask</numerusform>
            <numerusform>%n masks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n things are wrong.</source>
        <translation>
            <numerusform>%n thing is wrong.</numerusform>
            <numerusform>%n things are wrong.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FineTuningController</name>
    <message numerus="yes">
        <source>%n images are left out of this run (see the tasks).</source>
        <translation>
            <numerusform>%n image is left out of this run (see the tasks).</numerusform>
            <numerusform>%n images are left out of this run (see the tasks).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Fine-tuning has started by itself: %n masks are new.</source>
        <translation>
            <numerusform>Fine-tuning has started by itself: %n mask is new.</numerusform>
            <numerusform>Fine-tuning has started by itself: %n masks are new.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FineTuningPanel</name>
    <message numerus="yes">
        <source>%n good images</source>
        <translation>
            <numerusform>%n good image</numerusform>
            <numerusform>%n good images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n images</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n masks</source>
        <translation>
            <numerusform>%n mask</numerusform>
            <numerusform>%n masks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImageFileDialogs</name>
    <message numerus="yes">
        <source>%n masks go with it</source>
        <translation>
            <numerusform>%n mask goes with it</numerusform>
            <numerusform>%n masks go with it</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImageFilesController</name>
    <message numerus="yes">
        <source>%n cannot</source>
        <translation>
            <numerusform>%n cannot</numerusform>
            <numerusform>%n cannot</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n images can be read again</source>
        <translation>
            <numerusform>%n image can be read again</numerusform>
            <numerusform>%n images can be read again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n images found</source>
        <translation>
            <numerusform>%n image found</numerusform>
            <numerusform>%n images found</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n still missing</source>
        <translation>
            <numerusform>%n still missing</numerusform>
            <numerusform>%n still missing</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0} was removed from the project with %n masks. Its file stays.</source>
        <translation>
            <numerusform>{0} was removed from the project with %n mask. Its file stays.</numerusform>
            <numerusform>{0} was removed from the project with %n masks. Its file stays.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NavigationController</name>
    <message numerus="yes">
        <source>%n objects copied as drafts. Correct them, then accept.</source>
        <translation>
            <numerusform>%n object copied as a draft. Correct it, then accept.</numerusform>
            <numerusform>%n objects copied as drafts. Correct them, then accept.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ObjectsController</name>
    <message numerus="yes">
        <source>%n objects added as drafts. Correct them, then accept.</source>
        <translation>
            <numerusform>%n object added as a draft. Correct it, then accept.</numerusform>
            <numerusform>%n objects added as drafts. Correct them, then accept.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n objects copied. Paste them here or on another image.</source>
        <translation>
            <numerusform>%n object copied. Paste it here or on another image.</numerusform>
            <numerusform>%n objects copied. Paste them here or on another image.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Split into %n objects.</source>
        <translation>
            <numerusform>Split into %n object.</numerusform>
            <numerusform>Split into %n objects.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PackController</name>
    <message numerus="yes">
        <source>%n files were left out that no pack holds (see the list).</source>
        <translation>
            <numerusform>%n file was left out that no pack holds (see the list).</numerusform>
            <numerusform>%n files were left out that no pack holds (see the list).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n images are not in the pack: it only names them.</source>
        <translation>
            <numerusform>%n image is not in the pack: it only names it.</numerusform>
            <numerusform>%n images are not in the pack: it only names them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PendingPrompts</name>
    <message numerus="yes">
        <source>%n boxes are still waiting: take or drop them first.</source>
        <translation>
            <numerusform>%n box is still waiting: take or drop it first.</numerusform>
            <numerusform>%n boxes are still waiting: take or drop them first.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProjectController</name>
    <message numerus="yes">
        <source>%n images</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n images added</source>
        <translation>
            <numerusform>%n image added</numerusform>
            <numerusform>%n images added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n masks</source>
        <translation>
            <numerusform>%n mask</numerusform>
            <numerusform>%n masks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n objects measured</source>
        <translation>
            <numerusform>%n object measured</numerusform>
            <numerusform>%n objects measured</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n boxes that wait</source>
        <translation>
            <numerusform>, %n box that waits</numerusform>
            <numerusform>, %n boxes that wait</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n cannot be read (see the list)</source>
        <translation>
            <numerusform>, %n cannot be read (see the list)</numerusform>
            <numerusform>, %n cannot be read (see the list)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n drafts</source>
        <translation>
            <numerusform>, %n draft</numerusform>
            <numerusform>, %n drafts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n good</source>
        <translation>
            <numerusform>, %n good</numerusform>
            <numerusform>, %n good</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n masks</source>
        <translation>
            <numerusform>, %n mask</numerusform>
            <numerusform>, %n masks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n were there already</source>
        <translation>
            <numerusform>, %n was there already</numerusform>
            <numerusform>, %n were there already</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n running</numerusform>
            <numerusform>%n running</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UndoImportController</name>
    <message numerus="yes">
        <source>%n images</source>
        <translation>
            <numerusform>%n image</numerusform>
            <numerusform>%n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stay, they were worked on since: {0}</source>
        <translation>
            <numerusform>%n stays, it was worked on since: {0}</numerusform>
            <numerusform>%n stay, they were worked on since: {0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n good</source>
        <translation>
            <numerusform>, %n good</numerusform>
            <numerusform>, %n good</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n masks</source>
        <translation>
            <numerusform>, %n mask</numerusform>
            <numerusform>, %n masks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WaitingBoxesController</name>
    <message numerus="yes">
        <source>%n objects taken as drafts</source>
        <translation>
            <numerusform>%n object taken as a draft</numerusform>
            <numerusform>%n objects taken as drafts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n objects taken as drafts.</source>
        <translation>
            <numerusform>%n object taken as a draft.</numerusform>
            <numerusform>%n objects taken as drafts.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WallController</name>
    <message numerus="yes">
        <source>%n are locked and stay as they are.</source>
        <translation>
            <numerusform>%n is locked and stays as it is.</numerusform>
            <numerusform>%n are locked and stay as they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n images are approved as they are.</source>
        <translation>
            <numerusform>%n image is approved as it is.</numerusform>
            <numerusform>%n images are approved as they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lines written to {0}</source>
        <translation>
            <numerusform>%n line written to {0}</numerusform>
            <numerusform>%n lines written to {0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n masks become drafts again.</source>
        <translation>
            <numerusform>%n mask becomes a draft again.</numerusform>
            <numerusform>%n masks become drafts again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n masks go with them.</source>
        <translation>
            <numerusform>%n mask goes with them.</numerusform>
            <numerusform>%n masks go with them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n objects get another class.</source>
        <translation>
            <numerusform>%n object gets another class.</numerusform>
            <numerusform>%n objects get another class.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of the selected images stay as they are.</source>
        <translation>
            <numerusform>%n of the selected images stays as it is.</numerusform>
            <numerusform>%n of the selected images stay as they are.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them are ground truth and become drafts until accepted anew.</source>
        <translation>
            <numerusform>%n of them is ground truth and becomes a draft until accepted anew.</numerusform>
            <numerusform>%n of them are ground truth and become drafts until accepted anew.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Approve %n images?</source>
        <translation>
            <numerusform>Approve %n image?</numerusform>
            <numerusform>Approve %n images?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n images from the project?</source>
        <translation>
            <numerusform>Remove %n image from the project?</numerusform>
            <numerusform>Remove %n images from the project?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send back %n images</source>
        <translation>
            <numerusform>Send back %n image</numerusform>
            <numerusform>Send back %n images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Which lot are these %n images of?</source>
        <translation>
            <numerusform>Which lot is this %n image of?</numerusform>
            <numerusform>Which lot are these %n images of?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WallPanel</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
</context>
</TS>
