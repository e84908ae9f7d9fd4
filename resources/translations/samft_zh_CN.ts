<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
<context>
    <name>Callout</name>
    <message>
        <source>&amp;Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Finish</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Skip the tour</source>
        <translation type="unfinished"></translation>
    </message>
</context>
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
    <message numerus="yes">
        <source>%n objects copied as drafts. Correct them, then accept.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
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
    <message numerus="yes">
        <source>%n images</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n images added</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n masks</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n cannot be read (see the list)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n good</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n masks</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n were there already</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
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
        <source>Open {0}</source>
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
        <source>Written to {2}: {0} and {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecentProject</name>
    <message>
        <source>Open {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take it off this list; the project itself stays</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take {0} off the list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not found in {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} was not found</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecentProjects</name>
    <message>
        <source>Projects you open are listed here. None yet: begin on the left.</source>
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
        <source>Its scores were off by {0} on average; what is shown from now on, by {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again at these masks</source>
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
        <source>Overlap {0}, where the version expected {1}. Click to see the image.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The new version, sure of itself, drew something else. Nothing is changed.</source>
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
        <source>Or drop a project, a folder of images or an MVTec AD category here.</source>
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
    <message numerus="yes">
        <source>%n running</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
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
        <source>{0}: {1} %</source>
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
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the details of {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details of {0}</source>
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
    <message>
        <source>✓ Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✓ Done; the details say what was left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>✗ Failed; the details say why</source>
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
        <source>Nothing is running. What takes long is listed here while you go on: opening, import, preparing images, fine-tuning, export and the self-test.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TourController</name>
    <message>
        <source>Take masks away for the tour</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tour: step {0} of {1}</source>
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
        <source>Checking that the box still matters</source>
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
        <source>This image is no longer in the project.</source>
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
    <message numerus="yes">
        <source>%n good images</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n images</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n masks</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
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
        <source>{0} on {1}, {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: {1}, {2} to learn from, {3} held out</source>
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
        <source>Take the tour in five steps</source>
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
        <source>Three proposals, one after the other</source>
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
    <name>commands</name>
    <message>
        <source>Accept as ground truth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change prompts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill holes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Grow by a pixel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove islands</source>
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
        <source>Smooth</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take back good</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>&quot;good&quot; means an image free of defects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file of the model is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file of the model is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file of the program is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file of the project cannot be written: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A held-out share of {0} needs two images of their own, there are {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A mask is H x W with pixels, not of shape {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new run needs a recipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept masks on at least {0} images; there are {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept masks on more images, or use fewer folds.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept masks on more images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An image is returned with a comment only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An unreadable image cannot be good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Annotate more images and fine-tune again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Annotation {0} has an empty mask and cannot be accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another fine-tuning run is working on this project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another inspector approves it, or the project stops asking for four eyes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask IT to add it to trusted_keys there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask IT. They can check a policy with: samft policy check FILE</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for the right to read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for the right to write there, or copy the project to a folder of your own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask for the right to write there, or free some space.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ask somebody who may, or IT.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CUDA was asked for, but {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the password.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose Meta&apos;s .pth file for {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder that you may write to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder with a project.db, or make a new project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder with images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a new or an empty folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a project or a folder of images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose an empty folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder, or free some space.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another model version or fine-tune again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another model version.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another name; it becomes a folder of the ground truth.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose auto.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the file that was moved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder that holds test and ground_truth.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class {0}, {1} held-out masks: {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the file again from its source.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the annotations first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a box or click a point first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw one, or sign the image off as good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everything runs on {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fine-tuning needs accepted masks on {0} images, there are {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If you know where it comes from, use --accept-untrusted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install SAMFT again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Install the SAMFT version that made it, or fine-tune again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was deleted, or belongs to another project.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its masks are accepted first, or it is signed off as good.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys of this account: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Known versions: base{0}{1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Known: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at its newer state and decide again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at its newer state and make your change again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the newer state and make your change again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the project in another folder and import this one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Manifest {0} does not match its digest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mask decoder and fine-tuning run on {0}. {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Masks of different size: {0} and {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mixed with the base model&apos;s weights ({0} tuned), it does not pass either.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Model version {0} was refused: it is not better than the one in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No GPU is used: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No project is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not a mask in run lengths: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed. Check the right to write there and the free space.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed. The newest backup is {0}: keep the damaged file elsewhere, then copy the backup to {1}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was changed. The project holds no backup; restore the folder from your own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On this PC only the policy&apos;s keys count</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On {0} things that are no defects, in {1} images, its masks agree with the base model&apos;s by IoU {2} (95 % interval {3} to {4})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only {0} held-out images can be compared with {1}; {2} are needed. Accept masks on more images.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open it instead, or choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open one, or make a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the project with the base model that this version was tuned from.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paint the defect, or delete the annotation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the earlier file back, or add this one under another name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the earlier file back, or annotate the image again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the file back, or tell the project where it moved.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PyTorch finds no CUDA device or no driver</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Readable are PNG, JPEG, BMP, TIFF and WebP.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run samft doctor; the engine&apos;s own words are on its error output.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run {0} is finished</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save it smaller or cut it into parts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say in a few words what is to be changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>See the engine&apos;s log; the engine goes on with the next request.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody changed the file. Get it again from where it was made.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else changed this annotation in the meantime; nothing was overwritten</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else changed this image in the meantime; nothing was overwritten</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody else changed this in the meantime; nothing was overwritten</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start a new run.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The CPU was asked for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answers cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The base model is in use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The card of model version {0} is not understood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The checkpoint belongs to another recipe, data or base model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The checkpoint does not exist</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The checkpoint is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database holds no project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database refused the change: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The edit {0} lies outside the mask of {1} x {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine cannot be started: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine ended with code {0} before it was ready</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine has ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine runs already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine was not ready after {0} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine was not started</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The export cannot be written: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file has {0} x {1} pixels now; {2} x {3} were added</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file holds something else than named weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is not a checkpoint of weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is not a model version of SAMFT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is not an image that can be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder already holds a {0} folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder has a {0} folder with files that a project would overwrite</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder is in use already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder is no MVTec AD category</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder is not a SAMFT project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ground truth folder cannot be written: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image cannot be annotated: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image encoder cannot be loaded: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image file is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image file is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image file may not be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image has annotations, so it cannot be good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image has no annotation</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image has {0} x {1} pixels, more than the limit of {2} pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image is approved already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image is damaged: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image is not the one that was annotated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image is {0}, not new, and cannot be signed off as good</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image is {0}, so there is nothing to review</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The image was not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key cannot be kept: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The manifest cannot be read: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mask has {0} x {1} pixels, the image {2} x {3}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mask is damaged: its runs do not fill {0} x {1} pixels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mask is damaged: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mask to refine must be 256 x 256 logits, not {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The mobile encoder is an OpenVINO graph and stays on the CPU.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model failed: {0}: {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model version was tuned from another base model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model version&apos;s weights are damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model version&apos;s weights are missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model version&apos;s weights cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model was loaded without its image encoder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model {0} needs a checkpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model&apos;s description cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pack is not signed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pack is signed by a key that is not trusted: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The policy of this PC cannot be used: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The policy of this PC does not let {0} {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The policy of this PC takes only packs signed by one of its trusted keys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The program&apos;s data folder is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project cannot be created: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project was written by a newer SAMFT (schema {0}, this program knows {1})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project&apos;s database is damaged: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The project&apos;s folder cannot be written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recipe is not valid: {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The run has no data to go on with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The secret key cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The signature does not fit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The tuned weights alone were refused: {0}. Mixed with the base model&apos;s weights, {1} tuned, they pass; this mixture is offered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights belong to another model ({0})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights do not fit the mask decoder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a class {0} already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a model version {0} already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a project in this folder already</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no device {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no key {0} to forget</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no model version {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no recipe {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no {0} {1} in the project</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to ask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to roll back to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is another image: it has {0} x {1} pixels, not {2} x {3}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is no {0}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too few masks to measure by class: {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trust the key with samft keys trust FILE, or use --accept-untrusted if you know its origin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update SAMFT on this PC; the project was not changed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use &quot;auto&quot; or &quot;cpu&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use &quot;auto&quot;, &quot;cpu&quot; or &quot;cuda&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use a mask of the image&apos;s own size.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use letters, digits, dot, dash and underscore.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait for it to finish, or cancel it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Windows reserves it for a device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With boxes ±10 % on {0} held-out images: {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With tight boxes it is worse than {0}: mean IoU {1} against {2}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>With {0} boxes {1}, its mask spills over by {2} of the box&apos;s area ({3}: {4}; 95 % interval of the change {5} to {6})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a run is longer than any mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a run is negative</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a sample has an empty mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a zoom is 0 (the whole image) or between 1 and 100 times the box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at least one of bce, dice, mse and focal must be above 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>each of {0} images was held out once in {1} folds; the weights that ship learnt from all of them in the same way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>format {0} is unknown</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>half a box off a defect or on half of one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>holds {0} {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it holds one of &lt; &gt; : &quot; / \ | ? * or a control character</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is longer than {0} characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it starts or ends with a dot</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mean IoU {0} against {1} of {2}, {3} (95 % interval {4} to {5})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be a public key in one line, as samft keys new prints it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be a whole path, as /srv/samft or D:\SAMFT</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>must be an inspector&apos;s name, account:NAME or group:NAME</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no entry of a list</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on good images or beside known defects</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>samft keys new makes keys; minisign&apos;s files work too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the 16-bit colours cannot be decoded</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the base model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the content does not match its digest</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the mask has {0} x {1} pixels, its image {2} x {3}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the mask is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the mask is missing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the policy of this PC switches it off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the text ends inside a run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the text is empty or holds a foreign character</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>they had forgotten too much</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>they harmed a class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>they looked past the box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>they lost on tight boxes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>they were not better</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this PyTorch is a build without CUDA</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} The encoder runs on OpenVINO in single precision.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} The {1} encoder runs on PyTorch.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} accepted this image and cannot approve it too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot name a defect class: {1}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} cannot name a model version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} folds need at least {1} images of their own, there are {2}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} image files are missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} of {1} images were held out; the measured weights are the ones that ship</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: better beyond chance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: better, but it may be chance. Accept more masks and fine-tune again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: it has forgotten too much; {1} is wanted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: it has learnt to look past the box.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: it obeys its box.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: it still knows what the base model knows.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: less than the {1} that is wanted, but it may be chance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: no drift beyond chance.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: not better.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: worse beyond chance. Accept more masks of this class and fine-tune again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0}: worse, but it may be chance. Look at this class before you activate.</source>
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
        <source>The box is queued. {0}</source>
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
    <message>
        <source>{0}, or Alt and the wheel, shows the next proposal. {1} takes the one shown.</source>
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
    <name>preflight</name>
    <message>
        <source>Accept masks first: fine-tuning learns from them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Approve masks first: fine-tuning learns from them.</source>
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
    <name>tour</name>
    <message>
        <source>Accept ({0}) makes the mask ground truth: the model learns from it, and no model ever changes it. An image without a defect is signed off as good ({1}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Correct the mask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Draw a box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fine-tune</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look for something that does not belong on the glass.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press the left button at one corner, drag to the other, and let go.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That was the whole loop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The base model&apos;s mask and your tuned version&apos;s, each with its score. Set them side by side ({0}), wipe between them ({1}), or mark where they differ ({2}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The broken glass is marked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This button teaches the model your masks, on this PC. You can go on working meanwhile, or cancel. The new version is offered only if it is better on images it has not seen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is the base model&apos;s mask. Once you have fine-tuned, your own version&apos;s mask stands beside it. Until then look at three proposals of the base model: press {0}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own images: drop their folder on the window. {0} finds any command, {1} lists the keys. This tour stays in the Help menu.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{0} takes the mask. Then paint what is missing with the brush ({1}), and wipe off what is too much with the eraser ({2}). {3} takes a stroke back.</source>
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
