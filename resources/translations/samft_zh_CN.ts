<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
<context>
    <name>CanvasWidget</name>
    <message>
        <source>Image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shows the image with its masks. Drag to draw a box round a defect.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>queued</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ClassesPanel</name>
    <message>
        <source>Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Defect class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Defect classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name of a new defect class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New class, such as broken_large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}  (Alt+{1}); double-click to rename</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Curves</name>
    <message>
        <source>Curves of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held-out IoU</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loss</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DisplayDialog</name>
    <message>
        <source>As taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Display</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only what you see changes, not the image.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EncodingController</name>
    <message>
        <source>Prepare all images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine is not running. See the status bar for the reason.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image is being prepared; your box is answered as soon as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model is being loaded; your box is answered as soon as it is there.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>EngineService</name>
    <message>
        <source>It stopped again and again: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine stopped twice on this request.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ErrorDialog</name>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Log file: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the log file</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ErrorReporter</name>
    <message>
        <source>Send the log file to whoever looks after SAMFT at your plant.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else changed this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The newest state is shown now; make your change again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program met an error it did not expect. Your masks are saved with every edit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This did not work</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FlowController</name>
    <message>
        <source>Chosen because the model is least sure here: {0}, score {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Chosen because two versions disagree here: {0} and {1} overlap by {2} %.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy objects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No other image needs work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was copied: this image has been worked on already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model knows no other open image yet: this is the next one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is the last image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} objects copied as drafts. Correct them, then accept.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Handlers</name>
    <message>
        <source>About SAMFT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the images of a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder of images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export into an empty folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a project or a folder of images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SAMFT {0}
Masks of bottle defects with Segment Anything.

Engine: {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not running</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImageHeader</name>
    <message>
        <source>Accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ImagesPanel</name>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>By state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter by state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No image passes the filter.

Clear the search, or show all states.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No images yet.

Drop a folder of images here, or press Ctrl+I to add some.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No project is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search name, folder or lot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sort images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1} done</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Built-in key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Command</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the image: Space moves the view, X held shows the second version alone, the arrow keys move the box, Shift and wheel set the brush, Alt and wheel choose a proposal, Enter closes a polygon, Backspace takes its last corner back, Alt and a number chooses a class.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search commands and keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is held to compare or to move the view.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is the key of “{1}” already.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>The image cannot be shown</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ObjectsPanel</name>
    <message>
        <source>By {0}, {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing marked yet. Drag a box round a defect, or press G if there is none.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objects on this image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Objects on this image ({0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} px</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PictureController</name>
    <message>
        <source>No tuned version yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>score {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PredictionPanel</name>
    <message>
        <source>Asking the model…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag a box round a defect to see what the model says.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No tuned version yet. Accept some masks, then press Fine-tune (F3).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proposals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take a mask, then correct it with brush and eraser.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on to the next image after accepting or signing off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Large targets, for gloves and touch screens</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written beside every change. Counts from the next project on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your name</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProjectController</name>
    <message>
        <source>, {0} cannot be read (see the list)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, {0} good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, {0} masks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, {0} were there already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A project was made in {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export ground truth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Import {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The class cannot be added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The class cannot be renamed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The export did not finish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The import did not finish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project cannot be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The sample project cannot be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot be opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This folder already has a project, which is open now: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was imported is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} images added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} images and {1} masks were written to {2}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResultCard</name>
    <message>
        <source>Activate {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All classes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Base</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For scale: ellipse {0}, filled box {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean IoU, boxes ±10 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mean IoU, tight boxes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Worst tenth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: {1} against {2} of the base model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ Better than what is in use. You can put {0} to use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ {0} is in use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ Not offered: not better than what is in use. The reasons are below.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SelfTestDialog</name>
    <message>
        <source>A part of the program does not work.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything works.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Self-test</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trying every part of the program on three sample images…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was tried</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>24 drawn bottles with masks, to try everything in two minutes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Annotate, correct, refine: masks of bottle defects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Images stay where they are; the project lies beside them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Or drop a project, a folder of images or an MVTec AD category here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Projects you open are listed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Model is loading…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine does not run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine stopped and is being restarted…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} running</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TaskRow</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled; what was finished is kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed; the log says why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping at the next safe point…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Working…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TasksPanel</name>
    <message>
        <source>Clear finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is running. Import, embedding, fine-tuning and export show up here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrainerService</name>
    <message>
        <source>The trainer stopped without a word: {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrainingController</name>
    <message>
        <source>Cancelled at step {0}. What was learnt so far is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fine-tune</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished in {0} min.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring the candidate on held-out images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Measuring what is in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preparing the images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The base model is in use now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recipe cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The version cannot be activated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to roll back to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} did not finish. It can go on from its last checkpoint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} is in use now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: {1} of {2}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TrainingPanel</name>
    <message>
        <source>About {0} on this PC.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Classes: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fine-tune</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fine-tune the mask decoder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on with this run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looking at the ground truth…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recipe: auto (recommended)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recipe: seed (for comparison)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step {0} of {1}  ·  loss {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping at the next step…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} masks on {1} images, {2} good images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: {1} masks, {2} images to learn from, {3} held out</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VersionRow</name>
    <message>
        <source>Compare another version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proposal {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the mask of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>score {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VersionsPanel</name>
    <message>
        <source>Base model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fine-tuning (F3) adds a version here. The base model is always kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>IoU {0} with boxes ±10 % (base {1}), {2} masks to learn from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Made {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model versions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roll back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use version {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>always there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>candidate: waits for your decision</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>was in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ refused by the gate</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>About SAMFT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept and go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept masks as ground truth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add images…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Annotate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for three proposals</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask with the box of the image before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Base alone, tuned while X is held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Base and tuned side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Box prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brightness, contrast, gamma…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy objects to the next image as drafts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export ground truth…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill holes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a command…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fine-tune</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fine-tune on the accepted masks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit image to window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grow by a pixel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the largest part only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Large targets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lasso: add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lasso: take away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark where base and tuned differ</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the view</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New project from a folder of images…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next image that needs work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next most useful image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One to one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open project or folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the sample project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Outlines only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point off the defect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Point on the defect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polygon: add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Polygon: take away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prepare all images for instant answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restart the engine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Roll back to the version before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search images</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the base mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the image as taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the log file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the tuned mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Shrink by a pixel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign off as good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller brush</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smooth the edge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Test the program…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the first mask (base)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the second mask (tuned)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the selected mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Versions</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wipe between base and tuned</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>hints</name>
    <message>
        <source>Add images: drop a folder here, or press {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asking the model…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an image on the left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct with brush {0} and eraser {1}. {2} accepts, {3} takes back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done. {0} shows the next image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drag a box round a defect. No defect? {0} signs the image off as good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a project, or drop a folder of images here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This image cannot be read. {0} shows the next one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} accepts the masks as ground truth. Or drag a box round another defect.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} takes the mask, {1} the base model&apos;s. Or {2} accepts at once.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>menus</name>
    <message>
        <source>&amp;Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>numbers</name>
    <message>
        <source>{0} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>states</name>
    <message>
        <source>accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>versions</name>
    <message>
        <source>Base model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tuned {0}</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
