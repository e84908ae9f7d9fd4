<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en_US">
<context>
    <name>AnnotateController</name>
    <message>
        <source>This box was taken or dropped at another window meanwhile.</source>
        <translation>Dieser Rahmen wurde inzwischen in einem anderen Fenster übernommen oder verworfen.</translation>
    </message>
    <message>
        <source>{0} has not answered, so nothing was taken.</source>
        <translation>{0} hat nicht geantwortet, daher wurde nichts übernommen.</translation>
    </message>
</context>
<context>
    <name>BoxesController</name>
    <message numerus="yes">
        <source>%n objects taken as drafts</source>
        <translation>
            <numerusform>%n Objekt als Entwurf übernommen</numerusform>
            <numerusform>%n Objekte als Entwürfe übernommen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n objects taken as drafts.</source>
        <translation>
            <numerusform>%n Objekt als Entwurf übernommen.</numerusform>
            <numerusform>%n Objekte als Entwürfe übernommen.</numerusform>
        </translation>
    </message>
    <message>
        <source>No waiting box has been answered by {0} yet.</source>
        <translation>{0} hat noch keinen wartenden Rahmen beantwortet.</translation>
    </message>
    <message>
        <source>Take all boxes</source>
        <translation>Alle Rahmen nehmen</translation>
    </message>
    <message>
        <source>{0}; without an answer yet: {1}.</source>
        <translation>{0}; noch ohne Antwort: {1}.</translation>
    </message>
</context>
<context>
    <name>BoxesPanel</name>
    <message>
        <source>Drop all</source>
        <translation>Alle verwerfen</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Nächster</translation>
    </message>
    <message>
        <source>Proposed by the program: nothing is accepted unless you take it.</source>
        <translation>Vom Programm vorgeschlagen: Nichts wird akzeptiert, was Sie nicht nehmen.</translation>
    </message>
    <message>
        <source>Take all</source>
        <translation>Alle nehmen</translation>
    </message>
    <message>
        <source>Waiting boxes: {0} of {1} answered</source>
        <translation>Wartende Rahmen: {0} von {1} beantwortet</translation>
    </message>
</context>
<context>
    <name>Callout</name>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Finish</source>
        <translation>&amp;Fertig</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>&amp;Skip the tour</source>
        <translation>Führung überspr&amp;ingen</translation>
    </message>
</context>
<context>
    <name>CanvasNotice</name>
    <message>
        <source>Choose an image on the left.</source>
        <translation>Wählen Sie links ein Bild.</translation>
    </message>
    <message>
        <source>No images yet.
Drop a folder of images here.</source>
        <translation>Noch keine Bilder.
Ziehen Sie einen Ordner mit Bildern hierher.</translation>
    </message>
</context>
<context>
    <name>CanvasWidget</name>
    <message>
        <source>Image</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Shows the image with its masks. Drag to draw a box round a defect.</source>
        <translation>Zeigt das Bild mit seinen Masken. Ziehen Sie einen Rahmen um einen Defekt.</translation>
    </message>
    <message>
        <source>queued</source>
        <translation>vorgemerkt</translation>
    </message>
</context>
<context>
    <name>ClassChooser</name>
    <message>
        <source>Another class</source>
        <translation>Andere Klasse</translation>
    </message>
    <message>
        <source>Another class…</source>
        <translation>Andere Klasse…</translation>
    </message>
    <message>
        <source>Name of the defect class, such as broken_large</source>
        <translation>Name der Defektklasse, etwa broken_large</translation>
    </message>
    <message>
        <source>Which defect class?</source>
        <translation>Welche Defektklasse?</translation>
    </message>
</context>
<context>
    <name>ClassesPanel</name>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Defect class</source>
        <translation>Defektklasse</translation>
    </message>
    <message>
        <source>Defect classes</source>
        <translation>Defektklassen</translation>
    </message>
    <message>
        <source>Name of a new defect class</source>
        <translation>Name einer neuen Defektklasse</translation>
    </message>
    <message>
        <source>New class, such as broken_large</source>
        <translation>Neue Klasse, z. B. broken_large</translation>
    </message>
    <message>
        <source>{0}  (Alt+{1}); double-click to rename</source>
        <translation>{0}  (Alt+{1}); Doppelklick zum Umbenennen</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>Befehl suchen</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>Was möchten Sie tun?</translation>
    </message>
</context>
<context>
    <name>Curves</name>
    <message>
        <source>Curves of the run</source>
        <translation>Kurven des Laufs</translation>
    </message>
    <message>
        <source>Held-out IoU</source>
        <translation>IoU auf zurückgehaltenen Bildern</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlustfunktion</translation>
    </message>
</context>
<context>
    <name>DecideController</name>
    <message numerus="yes">
        <source>%n masks accepted as ground truth</source>
        <translation>
            <numerusform>%n Maske als Ground Truth akzeptiert</numerusform>
            <numerusform>%n Masken als Ground Truth akzeptiert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n proposed boxes that nobody took went with it; undo brings them back.</source>
        <translation>
            <numerusform>%n vorgeschlagener Rahmen, den niemand übernahm, ging mit; Rückgängig holt ihn zurück.</numerusform>
            <numerusform>%n vorgeschlagene Rahmen, die niemand übernahm, gingen mit; Rückgängig holt sie zurück.</numerusform>
        </translation>
    </message>
    <message>
        <source>{0}: signed off as good, free of defects.</source>
        <translation>{0}: als gut abgezeichnet, frei von Defekten.</translation>
    </message>
    <message>
        <source>{0}: {1} ({2}).</source>
        <translation>{0}: {1} ({2}).</translation>
    </message>
</context>
<context>
    <name>DisplayDialog</name>
    <message>
        <source>As taken</source>
        <translation>Wie aufgenommen</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Helligkeit</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Kontrast</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Fill of masks</source>
        <translation>Füllung der Masken</translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation>Gamma</translation>
    </message>
    <message>
        <source>Only what you see changes, not the image.</source>
        <translation>Nur die Anzeige ändert sich, nicht das Bild.</translation>
    </message>
</context>
<context>
    <name>EncodingController</name>
    <message>
        <source>Prepare all images</source>
        <translation>Alle Bilder vorbereiten</translation>
    </message>
    <message>
        <source>The engine is not running. See the status bar for the reason.</source>
        <translation>Die Engine läuft nicht. Die Statusleiste nennt den Grund.</translation>
    </message>
    <message>
        <source>The image is being prepared; your box is answered as soon as it is.</source>
        <translation>Das Bild wird vorbereitet; danach wird Ihr Rahmen sofort beantwortet.</translation>
    </message>
    <message>
        <source>The model is being loaded; your box is answered as soon as it is there.</source>
        <translation>Das Modell wird geladen; danach wird Ihr Rahmen sofort beantwortet.</translation>
    </message>
</context>
<context>
    <name>EngineService</name>
    <message>
        <source>It did not answer any more and is started again.</source>
        <translation>Sie antwortete nicht mehr und wird neu gestartet.</translation>
    </message>
    <message>
        <source>It stopped again and again: {0}</source>
        <translation>Sie ist mehrmals abgebrochen: {0}</translation>
    </message>
    <message>
        <source>The engine stopped twice on this request.</source>
        <translation>Die Engine ist bei dieser Anfrage zweimal abgebrochen.</translation>
    </message>
    <message>
        <source>exit code {0}</source>
        <translation>Exit-Code {0}</translation>
    </message>
</context>
<context>
    <name>ErrorDialog</name>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Log file: {0}</source>
        <translation>Protokolldatei: {0}</translation>
    </message>
    <message>
        <source>Restore a backup…</source>
        <translation>Sicherung wiederherstellen…</translation>
    </message>
    <message>
        <source>Show the log file</source>
        <translation>Protokolldatei anzeigen</translation>
    </message>
    <message>
        <source>Take over…</source>
        <translation>Übernehmen…</translation>
    </message>
</context>
<context>
    <name>ErrorReporter</name>
    <message>
        <source>Send the log file to whoever looks after SAMFT at your plant.</source>
        <translation>Senden Sie die Protokolldatei an die Person, die SAMFT in Ihrem Werk betreut.</translation>
    </message>
    <message>
        <source>Somebody else changed this</source>
        <translation>Jemand anderes hat dies geändert</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>Etwas ist schiefgegangen</translation>
    </message>
    <message>
        <source>The newest state is shown now; make your change again.</source>
        <translation>Jetzt wird der neueste Stand gezeigt; nehmen Sie Ihre Änderung noch einmal vor.</translation>
    </message>
    <message>
        <source>The program met an error it did not expect. Your masks are saved with every edit.</source>
        <translation>Im Programm ist ein unerwarteter Fehler aufgetreten. Ihre Masken werden mit jeder Änderung gespeichert.</translation>
    </message>
    <message>
        <source>This did not work</source>
        <translation>Das hat nicht geklappt</translation>
    </message>
</context>
<context>
    <name>FileDialogs</name>
    <message numerus="yes">
        <source>%n masks go with it</source>
        <translation>
            <numerusform>%n Maske geht mit</numerusform>
            <numerusform>%n Masken gehen mit</numerusform>
        </translation>
    </message>
    <message>
        <source>Change the base model</source>
        <translation>Basismodell wechseln</translation>
    </message>
    <message>
        <source>Checkpoints (*.pth)</source>
        <translation>Checkpoints (*.pth)</translation>
    </message>
    <message>
        <source>Images of one lot stay together when data is split. Empty: no lot.</source>
        <translation>Bilder eines Loses bleiben beim Aufteilen der Daten zusammen. Leer: kein Los.</translation>
    </message>
    <message>
        <source>Its sign-off as good goes with it</source>
        <translation>Die Abzeichnung als gut geht mit</translation>
    </message>
    <message>
        <source>Model versions fit only the base model that they were made for.</source>
        <translation>Modellversionen passen nur zu dem Basismodell, für das sie gemacht wurden.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove {0} from the project?</source>
        <translation>{0} aus dem Projekt entfernen?</translation>
    </message>
    <message>
        <source>Set the lot</source>
        <translation>Los setzen</translation>
    </message>
    <message>
        <source>The checkpoint of {0}</source>
        <translation>Der Checkpoint von {0}</translation>
    </message>
    <message>
        <source>The project&apos;s record keeps what was drawn; Undo on the picture brings it back.</source>
        <translation>Das Protokoll des Projekts behält, was gezeichnet wurde; Rückgängig auf dem Bild holt es zurück.</translation>
    </message>
    <message>
        <source>Where are the images now?</source>
        <translation>Wo sind die Bilder jetzt?</translation>
    </message>
    <message>
        <source>{0}. The file itself stays where it is.</source>
        <translation>{0}. Die Datei selbst bleibt, wo sie ist.</translation>
    </message>
</context>
<context>
    <name>FilesController</name>
    <message numerus="yes">
        <source>%n cannot</source>
        <translation>
            <numerusform>%n nicht</numerusform>
            <numerusform>%n nicht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n images can be read again</source>
        <translation>
            <numerusform>%n Bild ist wieder lesbar</numerusform>
            <numerusform>%n Bilder sind wieder lesbar</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n images found</source>
        <translation>
            <numerusform>%n Bild gefunden</numerusform>
            <numerusform>%n Bilder gefunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n still missing</source>
        <translation>
            <numerusform>%n fehlt noch</numerusform>
            <numerusform>%n fehlen noch</numerusform>
        </translation>
    </message>
    <message>
        <source>Change the base model</source>
        <translation>Basismodell wechseln</translation>
    </message>
    <message>
        <source>Look at unreadable images again</source>
        <translation>Unlesbare Bilder erneut prüfen</translation>
    </message>
    <message>
        <source>Look for images in {0}</source>
        <translation>Bilder in {0} suchen</translation>
    </message>
    <message>
        <source>Something else is at work; try again when it is done.</source>
        <translation>Gerade läuft etwas anderes; versuchen Sie es danach erneut.</translation>
    </message>
    <message>
        <source>The base model cannot be changed</source>
        <translation>Das Basismodell kann nicht gewechselt werden</translation>
    </message>
    <message>
        <source>The base model is {0} now.</source>
        <translation>Das Basismodell ist jetzt {0}.</translation>
    </message>
    <message>
        <source>The image cannot be put back</source>
        <translation>Das Bild kann nicht zurückgeholt werden</translation>
    </message>
    <message>
        <source>The image cannot be removed</source>
        <translation>Das Bild kann nicht entfernt werden</translation>
    </message>
    <message>
        <source>The image cannot be shown</source>
        <translation>Das Bild kann nicht angezeigt werden</translation>
    </message>
    <message>
        <source>The lot cannot be set</source>
        <translation>Das Los kann nicht gesetzt werden</translation>
    </message>
    <message>
        <source>The new picture cannot be used</source>
        <translation>Das neue Bild kann nicht verwendet werden</translation>
    </message>
    <message numerus="yes">
        <source>{0} was removed from the project with %n masks. Its file stays.</source>
        <translation>
            <numerusform>{0} wurde mit %n Maske aus dem Projekt entfernt. Die Datei bleibt.</numerusform>
            <numerusform>{0} wurde mit %n Masken aus dem Projekt entfernt. Die Datei bleibt.</numerusform>
        </translation>
    </message>
    <message>
        <source>{0}, {1}.</source>
        <translation>{0}, {1}.</translation>
    </message>
    <message>
        <source>{0}: the new picture is used with the masks of the one before.</source>
        <translation>{0}: Das neue Bild wird mit den Masken des vorigen verwendet.</translation>
    </message>
</context>
<context>
    <name>FindingsDialog</name>
    <message numerus="yes">
        <source>%n images</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n masks</source>
        <translation>
            <numerusform>%n Maske</numerusform>
            <numerusform>%n Masken</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n things are wrong.</source>
        <translation>
            <numerusform>%n Fehler gefunden.</numerusform>
            <numerusform>%n Fehler gefunden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Check of the project</source>
        <translation>Prüfung des Projekts</translation>
    </message>
    <message>
        <source>Looked at: {0}, {1}.</source>
        <translation>Geprüft: {0}, {1}.</translation>
    </message>
    <message>
        <source>Mend what can be mended</source>
        <translation>Beheben, was sich beheben lässt</translation>
    </message>
    <message>
        <source>Mended: {0}</source>
        <translation>Behoben: {0}</translation>
    </message>
    <message>
        <source>Nothing is wrong.</source>
        <translation>Alles in Ordnung.</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
</context>
<context>
    <name>FlowController</name>
    <message numerus="yes">
        <source>%n objects copied as drafts. Correct them, then accept.</source>
        <translation>
            <numerusform>%n Objekt als Entwurf kopiert. Korrigieren Sie es und akzeptieren Sie es dann.</numerusform>
            <numerusform>%n Objekte als Entwürfe kopiert. Korrigieren Sie sie und akzeptieren Sie sie dann.</numerusform>
        </translation>
    </message>
    <message>
        <source>Chosen because it looks least like the images that have masks.</source>
        <translation>Ausgewählt, weil es den Bildern mit Masken am wenigsten gleicht.</translation>
    </message>
    <message>
        <source>Chosen because the model is unsure here: {0}, score {1}.</source>
        <translation>Ausgewählt, weil das Modell hier unsicher ist: {0}, Score {1}.</translation>
    </message>
    <message>
        <source>Chosen because two versions disagree here: {0} and {1} overlap by {2} %.</source>
        <translation>Ausgewählt, weil zwei Versionen hier uneins sind: {0} und {1} überdecken sich zu {2} %.</translation>
    </message>
    <message>
        <source>Copy objects</source>
        <translation>Objekte kopieren</translation>
    </message>
    <message>
        <source>No other image needs work.</source>
        <translation>Kein weiteres Bild muss bearbeitet werden.</translation>
    </message>
    <message>
        <source>Nothing was copied: this image has been worked on already.</source>
        <translation>Nichts wurde kopiert: Dieses Bild ist schon bearbeitet.</translation>
    </message>
    <message>
        <source>The model knows no other open image yet: this is the next one.</source>
        <translation>Das Modell kennt noch kein anderes offenes Bild: Dies ist das nächste.</translation>
    </message>
    <message>
        <source>This is the last image.</source>
        <translation>Dies ist das letzte Bild.</translation>
    </message>
</context>
<context>
    <name>Handlers</name>
    <message>
        <source>About SAMFT</source>
        <translation>Über SAMFT</translation>
    </message>
    <message>
        <source>Add the images of a folder</source>
        <translation>Bilder eines Ordners hinzufügen</translation>
    </message>
    <message>
        <source>Choose a folder of images</source>
        <translation>Ordner mit Bildern wählen</translation>
    </message>
    <message>
        <source>Export into an empty folder</source>
        <translation>In einen leeren Ordner exportieren</translation>
    </message>
    <message>
        <source>No object is selected to take away from: click one first.</source>
        <translation>Es ist kein Objekt ausgewählt, von dem etwas abgezogen werden kann: Klicken Sie zuerst eines an.</translation>
    </message>
    <message>
        <source>Open a project or a folder of images</source>
        <translation>Projekt oder Ordner mit Bildern öffnen</translation>
    </message>
    <message>
        <source>SAMFT {0}
Masks of bottle defects with Segment Anything.

Engine: {1}</source>
        <translation>SAMFT {0}
Masken von Flaschendefekten mit Segment Anything.

Engine: {1}</translation>
    </message>
    <message>
        <source>Something is being drawn. Finish it first, or give it up with {0}.</source>
        <translation>Es wird gerade gezeichnet. Beenden Sie das zuerst, oder brechen Sie es mit {0} ab.</translation>
    </message>
    <message>
        <source>This is the next picture. Look at it, then decide.</source>
        <translation>Dies ist das nächste Bild. Sehen Sie es sich an, dann entscheiden Sie.</translation>
    </message>
    <message>
        <source>not running</source>
        <translation>läuft nicht</translation>
    </message>
</context>
<context>
    <name>HistoryPanel</name>
    <message>
        <source>Choose an image on the left.</source>
        <translation>Wählen Sie links ein Bild.</translation>
    </message>
    <message>
        <source>History of this image</source>
        <translation>Verlauf dieses Bildes</translation>
    </message>
</context>
<context>
    <name>Hub</name>
    <message>
        <source>The settings are not kept</source>
        <translation>Die Einstellungen werden nicht gespeichert</translation>
    </message>
</context>
<context>
    <name>ImageHeader</name>
    <message>
        <source>Accept</source>
        <translation>Akzeptieren</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
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
        <translation>Bilder hinzufügen…</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>As added</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>By state</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Filter by state</source>
        <translation>Nach Status filtern</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Last changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Least sure</source>
        <translation>Unsicher</translation>
    </message>
    <message>
        <source>No image passes the filter.</source>
        <translation>Kein Bild passt zum Filter.</translation>
    </message>
    <message>
        <source>No images yet.

Drop a folder of images here, or choose one.</source>
        <translation>Noch keine Bilder.

Ziehen Sie einen Ordner mit Bildern hierher, oder wählen Sie einen.</translation>
    </message>
    <message>
        <source>No project is open.</source>
        <translation>Kein Projekt ist geöffnet.</translation>
    </message>
    <message>
        <source>Search images</source>
        <translation>Bilder suchen</translation>
    </message>
    <message>
        <source>Search name, folder or lot</source>
        <translation>Name, Ordner oder Los suchen</translation>
    </message>
    <message>
        <source>Show all images</source>
        <translation>Alle Bilder zeigen</translation>
    </message>
    <message>
        <source>Sort images</source>
        <translation>Bilder sortieren</translation>
    </message>
    <message>
        <source>{0} of {1} done</source>
        <translation>{0} von {1} erledigt</translation>
    </message>
</context>
<context>
    <name>InHand</name>
    <message numerus="yes">
        <source>%n boxes are still waiting: take or drop them first.</source>
        <translation>
            <numerusform>%n Rahmen wartet noch: Übernehmen oder verwerfen Sie ihn zuerst.</numerusform>
            <numerusform>%n Rahmen warten noch: Übernehmen oder verwerfen Sie sie zuerst.</numerusform>
        </translation>
    </message>
    <message>
        <source>A mask is in hand: {0} takes it, {1} drops it. Nothing is decided before that.</source>
        <translation>Eine Maske ist noch offen: {0} übernimmt sie, {1} verwirft sie. Vorher wird nichts entschieden.</translation>
    </message>
    <message>
        <source>The box in hand has no mask: {0} drops it.</source>
        <translation>Der offene Rahmen hat keine Maske: {0} verwirft ihn.</translation>
    </message>
    <message>
        <source>The model is still being asked about the box in hand. Wait for its mask.</source>
        <translation>Das Modell wird noch nach dem offenen Rahmen gefragt. Warten Sie auf seine Maske.</translation>
    </message>
    <message>
        <source>{0} takes all, {1} drops all.</source>
        <translation>{0} übernimmt alle, {1} verwirft alle.</translation>
    </message>
</context>
<context>
    <name>InspectorButton</name>
    <message>
        <source>Another inspector…</source>
        <translation>Anderer Prüfer…</translation>
    </message>
    <message>
        <source>Who is at work?</source>
        <translation>Wer arbeitet hier?</translation>
    </message>
    <message>
        <source>Your name, as it is written beside every change</source>
        <translation>Ihr Name, wie er neben jeder Änderung steht</translation>
    </message>
    <message>
        <source>{0} is at work. Click to change.</source>
        <translation>{0} arbeitet hier. Zum Wechseln klicken.</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Built-in key</source>
        <translation>Vorgabe</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Commands and their keys</source>
        <translation>Befehle und ihre Tasten</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Taste</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Neue Taste</translation>
    </message>
    <message>
        <source>On the image: Space moves the view, X held shows the second version alone, the arrow keys move the box, Shift and wheel set the brush, Alt and wheel choose a proposal, Enter closes a polygon, Backspace takes its last corner back, Alt and a number chooses a class.</source>
        <translation>Auf dem Bild: Die Leertaste verschiebt die Ansicht, X gehalten zeigt nur die zweite Version, die Pfeiltasten verschieben den Rahmen, Umschalt und Mausrad stellen den Pinsel ein, Alt und Mausrad wählen einen Vorschlag, Eingabe schließt ein Polygon, die Rücktaste nimmt die letzte Ecke zurück, Alt und eine Ziffer wählt eine Klasse.</translation>
    </message>
    <message>
        <source>Search commands and keys</source>
        <translation>Befehle und Tasten suchen</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Setzen</translation>
    </message>
    <message>
        <source>{0} is held to compare or to move the view.</source>
        <translation>{0} wird zum Vergleichen oder Verschieben gehalten.</translation>
    </message>
    <message>
        <source>{0} is the key of “{1}” already.</source>
        <translation>{0} ist schon die Taste für „{1}“.</translation>
    </message>
</context>
<context>
    <name>Kiosk</name>
    <message>
        <source>It is looked for again every ten seconds.</source>
        <translation>Alle zehn Sekunden wird wieder danach gesucht.</translation>
    </message>
    <message>
        <source>The kiosk stays open</source>
        <translation>Der Kiosk bleibt geöffnet</translation>
    </message>
    <message>
        <source>The project cannot be opened</source>
        <translation>Das Projekt kann nicht geöffnet werden</translation>
    </message>
    <message>
        <source>The project is being opened. One moment…</source>
        <translation>Das Projekt wird geöffnet. Einen Moment…</translation>
    </message>
    <message>
        <source>There is no project yet</source>
        <translation>Es gibt noch kein Projekt</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>The project can only be looked at</source>
        <translation>Das Projekt kann nur angesehen werden</translation>
    </message>
    <message>
        <source>{0} (only to look at)</source>
        <translation>{0} (nur ansehen)</translation>
    </message>
</context>
<context>
    <name>ObjectsPanel</name>
    <message>
        <source>By {0}, {1}</source>
        <translation>Von {0}, {1}</translation>
    </message>
    <message>
        <source>Nothing marked yet. Drag a box round a defect, or sign the image off as good</source>
        <translation>Noch nichts markiert. Ziehen Sie einen Rahmen um einen Defekt, oder zeichnen Sie das Bild als gut ab</translation>
    </message>
    <message>
        <source>Objects on this image</source>
        <translation>Objekte auf diesem Bild</translation>
    </message>
    <message>
        <source>Objects on this image ({0})</source>
        <translation>Objekte auf diesem Bild ({0})</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>akzeptiert</translation>
    </message>
    <message>
        <source>base</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>{0} px</source>
        <translation>{0} px</translation>
    </message>
</context>
<context>
    <name>OthersController</name>
    <message>
        <source>{0} was changed by {1} in another window. This is how it is now.</source>
        <translation>{0} wurde von {1} in einem anderen Fenster geändert. So ist der Stand jetzt.</translation>
    </message>
    <message>
        <source>{0} was changed in another window meanwhile. Nothing of yours was stored over it: look at it as it is now, then decide again.</source>
        <translation>{0} wurde inzwischen in einem anderen Fenster geändert. Nichts davon wurde überschrieben: Sehen Sie sich den jetzigen Stand an, dann entscheiden Sie neu.</translation>
    </message>
</context>
<context>
    <name>PackController</name>
    <message numerus="yes">
        <source>%n files were left out that no pack holds (see the list).</source>
        <translation>
            <numerusform>%n Datei wurde weggelassen, die kein Paket enthält (siehe Liste).</numerusform>
            <numerusform>%n Dateien wurden weggelassen, die kein Paket enthält (siehe Liste).</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n images are not in the pack: it only names them.</source>
        <translation>
            <numerusform>%n Bild ist nicht im Paket: Es wird darin nur genannt.</numerusform>
            <numerusform>%n Bilder sind nicht im Paket: Sie werden darin nur genannt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Add it all the same</source>
        <translation>Trotzdem hinzufügen</translation>
    </message>
    <message>
        <source>Add {0}</source>
        <translation>{0} hinzufügen</translation>
    </message>
    <message>
        <source>Added as {0}. It is used once you activate it under Versions.</source>
        <translation>Hinzugefügt als {0}. Eingesetzt wird sie, sobald Sie sie unter Versionen einsetzen.</translation>
    </message>
    <message>
        <source>Checking {0}…</source>
        <translation>{0} wird geprüft…</translation>
    </message>
    <message>
        <source>Go on only if you know where it comes from.</source>
        <translation>Fahren Sie nur fort, wenn Sie wissen, woher es kommt.</translation>
    </message>
    <message>
        <source>Install</source>
        <translation>Installieren</translation>
    </message>
    <message>
        <source>Install SAMFT {0}</source>
        <translation>SAMFT {0} installieren</translation>
    </message>
    <message>
        <source>Install SAMFT {0}?</source>
        <translation>SAMFT {0} installieren?</translation>
    </message>
    <message>
        <source>Key: {0}</source>
        <translation>Schlüssel: {0}</translation>
    </message>
    <message>
        <source>No project is open</source>
        <translation>Kein Projekt ist geöffnet</translation>
    </message>
    <message>
        <source>Nobody can tell who made it, or whether it was changed on the way.</source>
        <translation>Niemand kann sagen, wer es erstellt hat oder ob es unterwegs geändert wurde.</translation>
    </message>
    <message>
        <source>One at a time: {0} was left alone.</source>
        <translation>Eines nach dem anderen: {0} blieb unberührt.</translation>
    </message>
    <message>
        <source>Open the project that it is for, then drop it again.</source>
        <translation>Öffnen Sie das Projekt, für das es bestimmt ist, und ziehen Sie es dann noch einmal hierher.</translation>
    </message>
    <message>
        <source>SAMFT {0} is installed. It is used from the next start on.</source>
        <translation>SAMFT {0} ist installiert. Es wird ab dem nächsten Start verwendet.</translation>
    </message>
    <message>
        <source>Signed by {0}.</source>
        <translation>Signiert von {0}.</translation>
    </message>
    <message>
        <source>The installer of SAMFT {0} goes on by itself. Please close this window.</source>
        <translation>Das Installationsprogramm von SAMFT {0} läuft von selbst weiter. Bitte schließen Sie dieses Fenster.</translation>
    </message>
    <message>
        <source>The model pack cannot be added</source>
        <translation>Das Modellpaket kann nicht hinzugefügt werden</translation>
    </message>
    <message>
        <source>The new version is used from the next start on. Open windows go on as they are.</source>
        <translation>Die neue Version wird ab dem nächsten Start verwendet. Offene Fenster laufen weiter wie bisher.</translation>
    </message>
    <message>
        <source>The pack was refused</source>
        <translation>Das Paket wurde abgelehnt</translation>
    </message>
    <message>
        <source>The project pack cannot be unpacked</source>
        <translation>Das Projektpaket kann nicht entpackt werden</translation>
    </message>
    <message>
        <source>The update cannot be installed</source>
        <translation>Die Aktualisierung kann nicht installiert werden</translation>
    </message>
    <message>
        <source>The update is signed by {0}.</source>
        <translation>Die Aktualisierung ist von {0} signiert.</translation>
    </message>
    <message>
        <source>The version in use is kept, and samft update --rollback returns to it.</source>
        <translation>Die jetzige Version wird aufbewahrt; samft update --rollback kehrt zu ihr zurück.</translation>
    </message>
    <message>
        <source>Unpack it all the same</source>
        <translation>Trotzdem entpacken</translation>
    </message>
    <message>
        <source>Unpack {0}</source>
        <translation>{0} entpacken</translation>
    </message>
    <message>
        <source>Where shall the project go? A folder {0} is made there</source>
        <translation>Wohin soll das Projekt? Dort wird ein Ordner {0} angelegt</translation>
    </message>
    <message>
        <source>{0} is not signed</source>
        <translation>{0} ist nicht signiert</translation>
    </message>
    <message>
        <source>{0} is signed by a key that is not trusted</source>
        <translation>{0} ist mit einem Schlüssel signiert, dem nicht vertraut wird</translation>
    </message>
</context>
<context>
    <name>PictureController</name>
    <message>
        <source>No tuned version is in use</source>
        <translation>Keine abgestimmte Version im Einsatz</translation>
    </message>
    <message>
        <source>No tuned version yet</source>
        <translation>Noch keine abgestimmte Version</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>score {0}</source>
        <translation>Score {0}</translation>
    </message>
</context>
<context>
    <name>PictureNote</name>
    <message>
        <source>Close the note</source>
        <translation>Hinweis schließen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>PictureProblem</name>
    <message>
        <source>What was drawn and decided on it is kept.</source>
        <translation>Was darauf gezeichnet und entschieden wurde, bleibt erhalten.</translation>
    </message>
    <message>
        <source>{0} cannot be shown.</source>
        <translation>{0} kann nicht angezeigt werden.</translation>
    </message>
</context>
<context>
    <name>PredictionPanel</name>
    <message>
        <source>Asking the model…</source>
        <translation>Das Modell wird gefragt…</translation>
    </message>
    <message>
        <source>Drag a box round a defect to see what the model says.</source>
        <translation>Ziehen Sie einen Rahmen um einen Defekt, um die Antwort des Modells zu sehen.</translation>
    </message>
    <message>
        <source>No tuned version yet. Accept some masks, then press Fine-tune (F3).</source>
        <translation>Noch keine abgestimmte Version. Akzeptieren Sie einige Masken und wählen Sie dann Abstimmen (F3).</translation>
    </message>
    <message>
        <source>Prediction</source>
        <translation>Vorhersage</translation>
    </message>
    <message>
        <source>Proposals</source>
        <translation>Vorschläge</translation>
    </message>
    <message>
        <source>The base model is in use. Versions (F4) puts a tuned one to use.</source>
        <translation>Das Basismodell ist im Einsatz. Unter Versionen (F4) setzen Sie eine abgestimmte Version ein.</translation>
    </message>
    <message>
        <source>{0} and {1} take the mask of: {2}. Then correct it with brush and eraser.</source>
        <translation>{0} und {1} übernehmen die Maske von: {2}. Korrigieren Sie sie dann mit Pinsel und Radierer.</translation>
    </message>
    <message>
        <source>{0} has not answered. Its mask is the one that would be taken.</source>
        <translation>{0} hat nicht geantwortet. Übernommen würde diese Maske.</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>A run then takes less time. Never on battery.</source>
        <translation>Ein Lauf dauert dann kürzer. Nie im Akkubetrieb.</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Go on to the next image after accepting or signing off</source>
        <translation>Nach Akzeptieren oder Abzeichnen zum nächsten Bild</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Large targets, for gloves and touch screens</source>
        <translation>Große Bedienelemente, für Handschuhe und Touchscreens</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Prepare fine-tuning while you pause</source>
        <translation>Feinabstimmung in Ihren Pausen vorbereiten</translation>
    </message>
    <message>
        <source>Written beside every change.</source>
        <translation>Steht neben jeder Änderung.</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Ihr Name</translation>
    </message>
</context>
<context>
    <name>ProjectController</name>
    <message numerus="yes">
        <source>%n images</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n images added</source>
        <translation>
            <numerusform>%n Bild hinzugefügt</numerusform>
            <numerusform>%n Bilder hinzugefügt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n masks</source>
        <translation>
            <numerusform>%n Maske</numerusform>
            <numerusform>%n Masken</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n cannot be read (see the list)</source>
        <translation>
            <numerusform>, %n nicht lesbar (siehe Liste)</numerusform>
            <numerusform>, %n nicht lesbar (siehe Liste)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n good</source>
        <translation>
            <numerusform>, %n gutes</numerusform>
            <numerusform>, %n gute</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n masks</source>
        <translation>
            <numerusform>, %n Maske</numerusform>
            <numerusform>, %n Masken</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n were there already</source>
        <translation>
            <numerusform>, %n war schon da</numerusform>
            <numerusform>, %n waren schon da</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>. %n stay, they were worked on since: {0}</source>
        <translation>
            <numerusform>. %n bleibt, es wurde seither bearbeitet: {0}</numerusform>
            <numerusform>. %n bleiben, sie wurden seither bearbeitet: {0}</numerusform>
        </translation>
    </message>
    <message>
        <source>A project was made in {0}.</source>
        <translation>Ein Projekt wurde angelegt in {0}.</translation>
    </message>
    <message>
        <source>Add images</source>
        <translation>Bilder hinzufügen</translation>
    </message>
    <message>
        <source>Export ground truth</source>
        <translation>Ground Truth exportieren</translation>
    </message>
    <message>
        <source>Import {0}</source>
        <translation>{0} importieren</translation>
    </message>
    <message>
        <source>Look through {0}</source>
        <translation>{0} durchsehen</translation>
    </message>
    <message>
        <source>Nothing was brought in.</source>
        <translation>Nichts wurde hereingeholt.</translation>
    </message>
    <message>
        <source>Open {0}</source>
        <translation>{0} öffnen</translation>
    </message>
    <message>
        <source>The class cannot be added</source>
        <translation>Die Klasse kann nicht hinzugefügt werden</translation>
    </message>
    <message>
        <source>The class cannot be renamed</source>
        <translation>Die Klasse kann nicht umbenannt werden</translation>
    </message>
    <message>
        <source>The export did not finish</source>
        <translation>Der Export wurde nicht fertig</translation>
    </message>
    <message>
        <source>The import cannot be taken back</source>
        <translation>Der Import kann nicht zurückgenommen werden</translation>
    </message>
    <message>
        <source>The import did not finish</source>
        <translation>Der Import wurde nicht fertig</translation>
    </message>
    <message numerus="yes">
        <source>The import was taken back: %n images</source>
        <translation>
            <numerusform>Der Import wurde zurückgenommen: %n Bild</numerusform>
            <numerusform>Der Import wurde zurückgenommen: %n Bilder</numerusform>
        </translation>
    </message>
    <message>
        <source>The project cannot be opened</source>
        <translation>Das Projekt kann nicht geöffnet werden</translation>
    </message>
    <message>
        <source>The sample project cannot be opened</source>
        <translation>Das Beispielprojekt kann nicht geöffnet werden</translation>
    </message>
    <message>
        <source>This cannot be opened</source>
        <translation>Dies kann nicht geöffnet werden</translation>
    </message>
    <message>
        <source>This folder already has a project, which is open now: {0}</source>
        <translation>Dieser Ordner hat schon ein Projekt, das jetzt geöffnet ist: {0}</translation>
    </message>
    <message>
        <source>What was imported is kept.</source>
        <translation>Was importiert wurde, bleibt erhalten.</translation>
    </message>
    <message>
        <source>Written to {2}: {0} and {1}.</source>
        <translation>Geschrieben nach {2}: {0} und {1}.</translation>
    </message>
    <message>
        <source>{0}.</source>
        <translation>{0}.</translation>
    </message>
</context>
<context>
    <name>ProposeController</name>
    <message numerus="yes">
        <source>%n boxes of the image before are proposed. Take what fits, drop the rest.</source>
        <translation>
            <numerusform>%n Rahmen des vorigen Bildes vorgeschlagen. Nehmen Sie, was passt, verwerfen Sie den Rest.</numerusform>
            <numerusform>%n Rahmen des vorigen Bildes vorgeschlagen. Nehmen Sie, was passt, verwerfen Sie den Rest.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n places differ from the good images. Take what is a defect, drop the rest.</source>
        <translation>
            <numerusform>%n Stelle weicht von den guten Bildern ab. Nehmen Sie, was ein Defekt ist, verwerfen Sie den Rest.</numerusform>
            <numerusform>%n Stellen weichen von den guten Bildern ab. Nehmen Sie, was ein Defekt ist, verwerfen Sie den Rest.</numerusform>
        </translation>
    </message>
    <message>
        <source>Comparing this image with {0} good ones…</source>
        <translation>Dieses Bild wird mit {0} guten verglichen…</translation>
    </message>
    <message numerus="yes">
        <source>Instead, %n boxes of the image before are proposed.</source>
        <translation>
            <numerusform>Stattdessen wird %n Rahmen des vorigen Bildes vorgeschlagen.</numerusform>
            <numerusform>Stattdessen werden %n Rahmen des vorigen Bildes vorgeschlagen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Look for defects on {0}</source>
        <translation>Defekte suchen auf {0}</translation>
    </message>
    <message>
        <source>Nothing new here differs from the good images. Look for yourself.</source>
        <translation>Hier weicht nichts Neues von den guten Bildern ab. Sehen Sie selbst nach.</translation>
    </message>
    <message>
        <source>The image before has no boxes that are new here.</source>
        <translation>Das vorige Bild hat keine Rahmen, die hier neu wären.</translation>
    </message>
    <message>
        <source>Too few images are signed off as good to compare with: {0} are needed.</source>
        <translation>Zu wenige Bilder sind als gut abgezeichnet, um zu vergleichen: {0} sind nötig.</translation>
    </message>
</context>
<context>
    <name>Questions</name>
    <message numerus="yes">
        <source>%n are in the project already, by their file or pixels.</source>
        <translation>
            <numerusform>%n ist schon im Projekt, nach Datei oder Pixeln.</numerusform>
            <numerusform>%n sind schon im Projekt, nach Datei oder Pixeln.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files cannot be used as they are:</source>
        <translation>
            <numerusform>%n Datei ist so nicht verwendbar:</numerusform>
            <numerusform>%n Dateien sind so nicht verwendbar:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n images are signed off as good, free of defects.</source>
        <translation>
            <numerusform>%n Bild wird als gut abgezeichnet, frei von Defekten.</numerusform>
            <numerusform>%n Bilder werden als gut abgezeichnet, frei von Defekten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n masks become accepted ground truth: {0}.</source>
        <translation>
            <numerusform>%n Maske wird akzeptierte Ground Truth: {0}.</numerusform>
            <numerusform>%n Masken werden akzeptierte Ground Truth: {0}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new images.</source>
        <translation>
            <numerusform>%n neues Bild.</numerusform>
            <numerusform>%n neue Bilder.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n were worked on here and stay as they are.</source>
        <translation>
            <numerusform>%n wurde hier bearbeitet und bleibt, wie es ist.</numerusform>
            <numerusform>%n wurden hier bearbeitet und bleiben, wie sie sind.</numerusform>
        </translation>
    </message>
    <message>
        <source>Bring in</source>
        <translation>Hereinholen</translation>
    </message>
    <message>
        <source>Bring in {0} with its ground truth?</source>
        <translation>{0} mit Ground Truth hereinholen?</translation>
    </message>
    <message>
        <source>Undo takes all of it back in one step.</source>
        <translation>Rückgängig nimmt alles in einem Schritt zurück.</translation>
    </message>
</context>
<context>
    <name>RecentProject</name>
    <message>
        <source>Open {0}</source>
        <translation>{0} öffnen</translation>
    </message>
    <message>
        <source>Take it off this list; the project itself stays</source>
        <translation>Aus dieser Liste nehmen; das Projekt selbst bleibt</translation>
    </message>
    <message>
        <source>Take {0} off the list</source>
        <translation>{0} aus der Liste nehmen</translation>
    </message>
    <message>
        <source>not found in {0}</source>
        <translation>nicht gefunden in {0}</translation>
    </message>
    <message>
        <source>{0} was not found</source>
        <translation>{0} wurde nicht gefunden</translation>
    </message>
</context>
<context>
    <name>RecentProjects</name>
    <message>
        <source>Projects you open are listed here. None yet: begin on the left.</source>
        <translation>Hier stehen die Projekte, die Sie öffnen. Noch keine: Beginnen Sie links.</translation>
    </message>
</context>
<context>
    <name>RecoveryController</name>
    <message>
        <source>Check the project</source>
        <translation>Projekt prüfen</translation>
    </message>
    <message>
        <source>Choose the project that is to be restored</source>
        <translation>Wählen Sie das Projekt, das wiederhergestellt werden soll</translation>
    </message>
    <message>
        <source>It was not taken over</source>
        <translation>Es wurde nicht übernommen</translation>
    </message>
    <message>
        <source>Look at the other PC first: if SAMFT still runs there, both write to the project and lose each other&apos;s masks.</source>
        <translation>Sehen Sie zuerst am anderen PC nach: Läuft SAMFT dort noch, schreiben beide in das Projekt und verlieren die Masken des jeweils anderen.</translation>
    </message>
    <message>
        <source>Read the backups</source>
        <translation>Sicherungen lesen</translation>
    </message>
    <message>
        <source>Restore {0}</source>
        <translation>{0} wiederherstellen</translation>
    </message>
    <message>
        <source>Restored. What was there before is kept in {0}.</source>
        <translation>Wiederhergestellt. Was vorher da war, liegt in {0}.</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Take over {0}</source>
        <translation>{0} übernehmen</translation>
    </message>
    <message>
        <source>Take the project over?</source>
        <translation>Projekt übernehmen?</translation>
    </message>
    <message>
        <source>The backups cannot be read</source>
        <translation>Die Sicherungen sind nicht lesbar</translation>
    </message>
    <message>
        <source>The check did not finish</source>
        <translation>Die Prüfung wurde nicht fertig</translation>
    </message>
    <message>
        <source>The project is being checked; see the tasks.</source>
        <translation>Das Projekt wird geprüft; siehe Aufgaben.</translation>
    </message>
    <message>
        <source>The project was not restored</source>
        <translation>Das Projekt wurde nicht wiederhergestellt</translation>
    </message>
</context>
<context>
    <name>RestoreDialog</name>
    <message>
        <source>Backups, the newest first</source>
        <translation>Sicherungen, die neueste zuerst</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Restore a backup</source>
        <translation>Sicherung wiederherstellen</translation>
    </message>
    <message>
        <source>The project becomes as it was when the backup was made; what was done since is not in it. The database that is there now is kept in the folder “backups”.</source>
        <translation>Das Projekt wird wieder so, wie es bei der Sicherung war; was seither geschah, ist nicht darin. Die jetzige Datenbank bleibt im Ordner „backups“ erhalten.</translation>
    </message>
    <message>
        <source>{0}   cannot be used: {1}</source>
        <translation>{0}   ist nicht verwendbar: {1}</translation>
    </message>
</context>
<context>
    <name>ResultCard</name>
    <message>
        <source>Activate {0}</source>
        <translation>{0} einsetzen</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>Alle Klassen</translation>
    </message>
    <message>
        <source>Base</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>Clicks to a good mask</source>
        <translation>Klicks bis zur guten Maske</translation>
    </message>
    <message>
        <source>Corrections after the box until IoU is {0}, on {1} held-out masks; {2} at most</source>
        <translation>Korrekturen nach dem Rahmen, bis die IoU {0} ist, bei {1} zurückgehaltenen Masken; höchstens {2}</translation>
    </message>
    <message>
        <source>For scale: ellipse {0}, filled box {1}</source>
        <translation>Zum Vergleich: Ellipse {0}, gefüllter Rahmen {1}</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>Im Einsatz</translation>
    </message>
    <message>
        <source>Its scores were off by {0} on average; what is shown from now on, by {1}.</source>
        <translation>Ihre Scores lagen im Mittel um {0} daneben; was ab jetzt gezeigt wird, um {1}.</translation>
    </message>
    <message>
        <source>Look again at these masks</source>
        <translation>Diese Masken noch einmal ansehen</translation>
    </message>
    <message>
        <source>Mean IoU, boxes ±10 %</source>
        <translation>Mittlere IoU, Rahmen ±10 %</translation>
    </message>
    <message>
        <source>Mean IoU, tight boxes</source>
        <translation>Mittlere IoU, enge Rahmen</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Jetzt nicht</translation>
    </message>
    <message>
        <source>Open the report</source>
        <translation>Bericht öffnen</translation>
    </message>
    <message>
        <source>Overlap {0}, where the version expected {1}. Click to see the image.</source>
        <translation>Überdeckung {0}, wo die Version {1} erwartete. Klicken Sie, um das Bild zu sehen.</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>Als PDF speichern…</translation>
    </message>
    <message>
        <source>The new version, sure of itself, drew something else. Nothing is changed.</source>
        <translation>Die neue Version war sich sicher und hat etwas anderes gezeichnet. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Worst tenth</source>
        <translation>Schlechtestes Zehntel</translation>
    </message>
    <message>
        <source>{0}: {1} against {2} of the base model</source>
        <translation>{0}: {1} gegen {2} des Basismodells</translation>
    </message>
    <message>
        <source>✓ Better than what is in use. You can put {0} to use.</source>
        <translation>✓ Besser als das, was im Einsatz ist. Sie können {0} einsetzen.</translation>
    </message>
    <message>
        <source>✓ {0} is in use.</source>
        <translation>✓ {0} ist im Einsatz.</translation>
    </message>
    <message>
        <source>✗ Not offered, although it is better on the whole. The reasons are below.</source>
        <translation>✗ Nicht angeboten, obwohl sie im Ganzen besser ist. Die Gründe stehen unten.</translation>
    </message>
    <message>
        <source>✗ Not offered: not better than what is in use. The reasons are below.</source>
        <translation>✗ Nicht angeboten: nicht besser als das, was im Einsatz ist. Die Gründe stehen unten.</translation>
    </message>
</context>
<context>
    <name>ReviewBar</name>
    <message>
        <source>Accepted by {0}, {1}</source>
        <translation>Akzeptiert von {0}, {1}</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Approved by {0}, {1}</source>
        <translation>Freigegeben von {0}, {1}</translation>
    </message>
    <message>
        <source>Choose an image on the left.</source>
        <translation>Wählen Sie links ein Bild.</translation>
    </message>
    <message>
        <source>Comment for a return</source>
        <translation>Bemerkung zur Rückgabe</translation>
    </message>
    <message>
        <source>Leave review</source>
        <translation>Prüfung verlassen</translation>
    </message>
    <message>
        <source>Nothing to review: its masks are not accepted yet.</source>
        <translation>Nichts zu prüfen: Die Masken sind noch nicht akzeptiert.</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Zurückgeben</translation>
    </message>
    <message>
        <source>Returned by {0}, {1}</source>
        <translation>Zurückgegeben von {0}, {1}</translation>
    </message>
    <message>
        <source>Review  ·  {0} waiting</source>
        <translation>Prüfung  ·  {0} warten</translation>
    </message>
    <message>
        <source>Say what is to be changed, then press Enter.</source>
        <translation>Sagen Sie, was zu ändern ist, und drücken Sie Eingabe.</translation>
    </message>
    <message>
        <source>Signed off as good by {0}, {1}</source>
        <translation>Als gut abgezeichnet von {0}, {1}</translation>
    </message>
    <message>
        <source>What is to be changed?</source>
        <translation>Was ist zu ändern?</translation>
    </message>
    <message>
        <source>You accepted it yourself, so another inspector approves it.</source>
        <translation>Sie haben es selbst akzeptiert, also gibt es ein anderer Prüfer frei.</translation>
    </message>
</context>
<context>
    <name>ReviewController</name>
    <message>
        <source>No other image waits for your review.</source>
        <translation>Kein weiteres Bild wartet auf Ihre Prüfung.</translation>
    </message>
</context>
<context>
    <name>SelfTestDialog</name>
    <message>
        <source>A part of the program does not work.</source>
        <translation>Ein Teil des Programms funktioniert nicht.</translation>
    </message>
    <message>
        <source>Everything works.</source>
        <translation>Alles funktioniert.</translation>
    </message>
    <message>
        <source>Self-test</source>
        <translation>Selbsttest</translation>
    </message>
    <message>
        <source>Trying every part of the program on three sample images…</source>
        <translation>Jeder Teil des Programms wird an drei Beispielbildern geprüft…</translation>
    </message>
    <message>
        <source>What was tried</source>
        <translation>Was geprüft wurde</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>24 drawn bottles with masks, to try everything in two minutes.</source>
        <translation>24 gezeichnete Flaschen mit Masken, um in zwei Minuten alles auszuprobieren.</translation>
    </message>
    <message>
        <source>Annotate, correct, refine: masks of bottle defects</source>
        <translation>Annotieren, korrigieren, verfeinern: Masken von Flaschendefekten</translation>
    </message>
    <message>
        <source>Images stay where they are; the project lies beside them.</source>
        <translation>Die Bilder bleiben, wo sie sind; das Projekt liegt daneben.</translation>
    </message>
    <message>
        <source>Or drop a project, a folder of images or an MVTec AD category here.</source>
        <translation>Oder ziehen Sie ein Projekt, einen Ordner mit Bildern oder eine MVTec-AD-Kategorie hierher.</translation>
    </message>
    <message>
        <source>Recent projects</source>
        <translation>Letzte Projekte</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message numerus="yes">
        <source>%n running</source>
        <translation>
            <numerusform>%n läuft</numerusform>
            <numerusform>%n laufen</numerusform>
        </translation>
    </message>
    <message>
        <source>Model is loading…</source>
        <translation>Modell wird geladen…</translation>
    </message>
    <message>
        <source>Model ready</source>
        <translation>Modell bereit</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>Wird geöffnet…</translation>
    </message>
    <message>
        <source>Running tasks</source>
        <translation>Laufende Aufgaben</translation>
    </message>
    <message>
        <source>The engine does not run</source>
        <translation>Die Engine läuft nicht</translation>
    </message>
    <message>
        <source>The engine stopped and is being restarted…</source>
        <translation>Die Engine ist stehen geblieben und wird neu gestartet…</translation>
    </message>
    <message>
        <source>{0}: {1} %</source>
        <translation>{0}: {1} %</translation>
    </message>
</context>
<context>
    <name>TaskRow</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancelled; what was finished is kept</source>
        <translation>Abgebrochen; was fertig wurde, bleibt erhalten</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the details of {0}</source>
        <translation>Einzelheiten von {0} kopieren</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Details of {0}</source>
        <translation>Einzelheiten von {0}</translation>
    </message>
    <message>
        <source>Stopping at the next safe point…</source>
        <translation>Hält am nächsten sicheren Punkt an…</translation>
    </message>
    <message>
        <source>Working…</source>
        <translation>In Arbeit…</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>noch {0}</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>✓ Done</source>
        <translation>✓ Fertig</translation>
    </message>
    <message>
        <source>✓ Done; the details say what was left out</source>
        <translation>✓ Fertig; die Einzelheiten nennen, was ausgelassen wurde</translation>
    </message>
    <message>
        <source>✗ Failed; the details say why</source>
        <translation>✗ Fehlgeschlagen; die Einzelheiten nennen den Grund</translation>
    </message>
</context>
<context>
    <name>TasksPanel</name>
    <message>
        <source>Clear finished</source>
        <translation>Beendete entfernen</translation>
    </message>
    <message>
        <source>Nothing is running. What takes long is listed here while you go on: opening, import, preparing images, fine-tuning, export and the self-test.</source>
        <translation>Nichts läuft. Was länger dauert, steht hier, während Sie weiterarbeiten: Öffnen, Import, Vorbereiten der Bilder, Feinabstimmung, Export und Selbsttest.</translation>
    </message>
</context>
<context>
    <name>TourController</name>
    <message>
        <source>Take masks away for the tour</source>
        <translation>Masken für die Führung wegnehmen</translation>
    </message>
    <message>
        <source>Tour: step {0} of {1}</source>
        <translation>Führung: Schritt {0} von {1}</translation>
    </message>
</context>
<context>
    <name>TrainerService</name>
    <message>
        <source>The trainer did not answer any more and was ended; its checkpoint is kept.</source>
        <translation>Der Trainer antwortete nicht mehr und wurde beendet; sein Zwischenstand bleibt erhalten.</translation>
    </message>
    <message>
        <source>The trainer stopped without a word: {0}</source>
        <translation>Der Trainer ist ohne Meldung abgebrochen: {0}</translation>
    </message>
    <message>
        <source>exit code {0}</source>
        <translation>Exit-Code {0}</translation>
    </message>
</context>
<context>
    <name>TrainingController</name>
    <message numerus="yes">
        <source>%n images are left out of this run (see the tasks).</source>
        <translation>
            <numerusform>%n Bild bleibt aus diesem Lauf heraus (siehe Aufgaben).</numerusform>
            <numerusform>%n Bilder bleiben aus diesem Lauf heraus (siehe Aufgaben).</numerusform>
        </translation>
    </message>
    <message>
        <source>Accepted masks stay as they are, and {0} is kept.</source>
        <translation>Akzeptierte Masken bleiben, wie sie sind, und {0} bleibt erhalten.</translation>
    </message>
    <message>
        <source>Cancelled at step {0}. What was learnt so far is kept.</source>
        <translation>Bei Schritt {0} abgebrochen. Was bis dahin gelernt wurde, bleibt erhalten.</translation>
    </message>
    <message>
        <source>Checking that the box still matters</source>
        <translation>Prüfen, ob der Rahmen noch zählt</translation>
    </message>
    <message>
        <source>Checking the images</source>
        <translation>Bilder werden geprüft</translation>
    </message>
    <message>
        <source>Counting the clicks that a correction takes</source>
        <translation>Zählt die Klicks, die eine Korrektur braucht</translation>
    </message>
    <message>
        <source>Fine-tune</source>
        <translation>Feinabstimmen</translation>
    </message>
    <message>
        <source>Finished in {0} min.</source>
        <translation>Fertig nach {0} min.</translation>
    </message>
    <message>
        <source>In use now: {0}. Before: {1}.</source>
        <translation>Jetzt im Einsatz: {0}. Zuvor: {1}.</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>Lernen</translation>
    </message>
    <message>
        <source>Measuring the candidate on held-out images</source>
        <translation>Kandidat wird an zurückgehaltenen Bildern gemessen</translation>
    </message>
    <message>
        <source>Measuring what is in use</source>
        <translation>Was im Einsatz ist, wird gemessen</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>Preparing the images</source>
        <translation>Bilder werden vorbereitet</translation>
    </message>
    <message>
        <source>Roll back</source>
        <translation>Zurückkehren</translation>
    </message>
    <message>
        <source>Roll back to {0}?</source>
        <translation>Zu {0} zurückkehren?</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>The base model is in use now.</source>
        <translation>Jetzt ist das Basismodell im Einsatz.</translation>
    </message>
    <message>
        <source>The recipe cannot be used</source>
        <translation>Das Rezept kann nicht verwendet werden</translation>
    </message>
    <message>
        <source>The report cannot be made</source>
        <translation>Der Bericht kann nicht erstellt werden</translation>
    </message>
    <message>
        <source>The report cannot be saved</source>
        <translation>Der Bericht kann nicht gespeichert werden</translation>
    </message>
    <message>
        <source>The report is in {0}.</source>
        <translation>Der Bericht liegt in {0}.</translation>
    </message>
    <message>
        <source>The version cannot be activated</source>
        <translation>Die Version kann nicht eingesetzt werden</translation>
    </message>
    <message>
        <source>There is nothing to roll back to</source>
        <translation>Es gibt nichts, wohin zurückgekehrt werden kann</translation>
    </message>
    <message>
        <source>This image is no longer in the project.</source>
        <translation>Dieses Bild ist nicht mehr im Projekt.</translation>
    </message>
    <message>
        <source>Trying stretched contrast</source>
        <translation>Gespreizter Kontrast wird erprobt</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>Bericht wird geschrieben</translation>
    </message>
    <message>
        <source>{0} did not finish. It can go on from its last checkpoint.</source>
        <translation>{0} wurde nicht fertig. Der Lauf kann am letzten Sicherungspunkt weitergehen.</translation>
    </message>
    <message>
        <source>{0} is in use now.</source>
        <translation>{0} ist jetzt im Einsatz.</translation>
    </message>
    <message>
        <source>{0} is in use. From now on boxes are answered by {1} again.</source>
        <translation>{0} ist im Einsatz. Von nun an beantwortet wieder {1} die Rahmen.</translation>
    </message>
    <message>
        <source>{0}: {1} of {2}</source>
        <translation>{0}: {1} von {2}</translation>
    </message>
</context>
<context>
    <name>TrainingPanel</name>
    <message numerus="yes">
        <source>%n good images</source>
        <translation>
            <numerusform>%n gutes Bild</numerusform>
            <numerusform>%n gute Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n images</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n masks</source>
        <translation>
            <numerusform>%n Maske</numerusform>
            <numerusform>%n Masken</numerusform>
        </translation>
    </message>
    <message>
        <source>About {0} on this PC, with up to {1} GB of memory.</source>
        <translation>Etwa {0} auf diesem PC, mit bis zu {1} GB Arbeitsspeicher.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Classes: {0}</source>
        <translation>Klassen: {0}</translation>
    </message>
    <message>
        <source>Device: {0}</source>
        <translation>Gerät: {0}</translation>
    </message>
    <message>
        <source>Fine-tune</source>
        <translation>Feinabstimmen</translation>
    </message>
    <message>
        <source>Fine-tune the mask decoder</source>
        <translation>Maskendecoder feinabstimmen</translation>
    </message>
    <message>
        <source>Go on with this run</source>
        <translation>Diesen Lauf fortsetzen</translation>
    </message>
    <message>
        <source>Looking at the ground truth…</source>
        <translation>Ground Truth wird gesichtet…</translation>
    </message>
    <message>
        <source>On {0}</source>
        <translation>Auf {0}</translation>
    </message>
    <message>
        <source>Perhaps {0}, with up to {1} GB of memory; the first run measures this PC.</source>
        <translation>Vielleicht {0}, mit bis zu {1} GB Arbeitsspeicher; der erste Lauf misst diesen PC.</translation>
    </message>
    <message>
        <source>Progress of the run</source>
        <translation>Fortschritt des Laufs</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>Recipe: auto (recommended)</source>
        <translation>Rezept: auto (empfohlen)</translation>
    </message>
    <message>
        <source>Recipe: seed (for comparison)</source>
        <translation>Rezept: seed (zum Vergleich)</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Wird gestartet…</translation>
    </message>
    <message>
        <source>Step {0} of {1}  ·  loss {2}</source>
        <translation>Schritt {0} von {1}  ·  Verlust {2}</translation>
    </message>
    <message>
        <source>Stopping at the next step…</source>
        <translation>Hält beim nächsten Schritt an…</translation>
    </message>
    <message>
        <source>{0} more masks: about {1} more IoU expected ({2} to {3})</source>
        <translation>{0} Masken mehr: etwa {1} mehr IoU erwartet ({2} bis {3})</translation>
    </message>
    <message>
        <source>{0} on {1}, {2}.</source>
        <translation>{0}, {1}, {2}.</translation>
    </message>
    <message>
        <source>{0}: {1}, {2} to learn from, {3} held out</source>
        <translation>{0}: {1}, {2} zum Lernen, {3} zurückgehalten</translation>
    </message>
</context>
<context>
    <name>TruthController</name>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Undone. {0}</source>
        <translation>Rückgängig gemacht. {0}</translation>
    </message>
    <message>
        <source>{0}: an accepted object was deleted.</source>
        <translation>{0}: Ein akzeptiertes Objekt wurde gelöscht.</translation>
    </message>
    <message>
        <source>{0}: no longer ground truth, back to draft.</source>
        <translation>{0}: nicht mehr Ground Truth, wieder Entwurf.</translation>
    </message>
    <message>
        <source>{0}: no longer ground truth.</source>
        <translation>{0}: nicht mehr Ground Truth.</translation>
    </message>
    <message>
        <source>{0}: no longer signed off as good.</source>
        <translation>{0}: nicht mehr als gut abgezeichnet.</translation>
    </message>
</context>
<context>
    <name>VersionRow</name>
    <message>
        <source>Compare another version</source>
        <translation>Andere Version vergleichen</translation>
    </message>
    <message>
        <source>Proposal {0}</source>
        <translation>Vorschlag {0}</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Nehmen</translation>
    </message>
    <message>
        <source>Use the mask of {0}</source>
        <translation>Maske von {0} nehmen</translation>
    </message>
    <message>
        <source>score {0}</source>
        <translation>Score {0}</translation>
    </message>
</context>
<context>
    <name>VersionsPanel</name>
    <message>
        <source>Base model</source>
        <translation>Basismodell</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Fine-tuning (F3) adds a version here. The base model is always kept.</source>
        <translation>Die Feinabstimmung (F3) fügt hier eine Version hinzu. Das Basismodell bleibt immer erhalten.</translation>
    </message>
    <message>
        <source>IoU {0} with boxes ±10 % (base {1}), {2} masks to learn from</source>
        <translation>IoU {0} mit Rahmen ±10 % (Basis {1}), {2} Masken zum Lernen</translation>
    </message>
    <message>
        <source>Made {0}</source>
        <translation>Erstellt: {0}</translation>
    </message>
    <message>
        <source>Model versions</source>
        <translation>Modellversionen</translation>
    </message>
    <message>
        <source>Roll back</source>
        <translation>Zurückkehren</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Einsetzen</translation>
    </message>
    <message>
        <source>Use version {0}</source>
        <translation>Version {0} einsetzen</translation>
    </message>
    <message>
        <source>always there</source>
        <translation>immer da</translation>
    </message>
    <message>
        <source>candidate: waits for your decision</source>
        <translation>Kandidat: wartet auf Ihre Entscheidung</translation>
    </message>
    <message>
        <source>was in use</source>
        <translation>war im Einsatz</translation>
    </message>
    <message>
        <source>✓ in use</source>
        <translation>✓ im Einsatz</translation>
    </message>
    <message>
        <source>✗ refused by the gate</source>
        <translation>✗ bei der Prüfung abgelehnt</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>About SAMFT</source>
        <translation>Über SAMFT</translation>
    </message>
    <message>
        <source>Accept and go on</source>
        <translation>Akzeptieren und weiter</translation>
    </message>
    <message>
        <source>Accept masks as ground truth</source>
        <translation>Masken als Ground Truth akzeptieren</translation>
    </message>
    <message>
        <source>Add images…</source>
        <translation>Bilder hinzufügen…</translation>
    </message>
    <message>
        <source>Annotate</source>
        <translation>Annotieren</translation>
    </message>
    <message>
        <source>Another inspector approves</source>
        <translation>Ein anderer Prüfer gibt frei</translation>
    </message>
    <message>
        <source>Approve the image</source>
        <translation>Bild freigeben</translation>
    </message>
    <message>
        <source>Ask with the box of the image before</source>
        <translation>Mit dem Rahmen des vorigen Bildes fragen</translation>
    </message>
    <message>
        <source>Back to draft</source>
        <translation>Zurück zum Entwurf</translation>
    </message>
    <message>
        <source>Base alone, tuned while X is held</source>
        <translation>Nur Basis, Abgestimmt bei gehaltenem X</translation>
    </message>
    <message>
        <source>Base and tuned side by side</source>
        <translation>Basis und Abgestimmt nebeneinander</translation>
    </message>
    <message>
        <source>Box prompt</source>
        <translation>Rahmen</translation>
    </message>
    <message>
        <source>Brightness, contrast, fill…</source>
        <translation>Helligkeit, Kontrast, Füllung…</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>Pinsel</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Change base model…</source>
        <translation>Basismodell wechseln…</translation>
    </message>
    <message>
        <source>Check the project</source>
        <translation>Projekt prüfen</translation>
    </message>
    <message>
        <source>Close project</source>
        <translation>Projekt schließen</translation>
    </message>
    <message>
        <source>Copy objects to the next image as drafts</source>
        <translation>Objekte als Entwürfe ins nächste Bild kopieren</translation>
    </message>
    <message>
        <source>Crosshair at the cursor</source>
        <translation>Fadenkreuz am Mauszeiger</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Delete object or drop box</source>
        <translation>Objekt löschen oder Rahmen verwerfen</translation>
    </message>
    <message>
        <source>Draw several boxes</source>
        <translation>Mehrere Rahmen ziehen</translation>
    </message>
    <message>
        <source>Drop all boxes</source>
        <translation>Alle Rahmen verwerfen</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>Radierer</translation>
    </message>
    <message>
        <source>Export ground truth…</source>
        <translation>Ground Truth exportieren…</translation>
    </message>
    <message>
        <source>Fill holes</source>
        <translation>Löcher füllen</translation>
    </message>
    <message>
        <source>Find a command…</source>
        <translation>Befehl suchen…</translation>
    </message>
    <message>
        <source>Fine-tune</source>
        <translation>Abstimmen</translation>
    </message>
    <message>
        <source>Fine-tune on the accepted masks</source>
        <translation>Mit den akzeptierten Masken feinabstimmen</translation>
    </message>
    <message>
        <source>Fit image to window</source>
        <translation>Bild einpassen</translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Grow by a pixel</source>
        <translation>Um ein Pixel vergrößern</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Keep the largest part only</source>
        <translation>Nur den größten Teil behalten</translation>
    </message>
    <message>
        <source>Keys…</source>
        <translation>Tasten…</translation>
    </message>
    <message>
        <source>Large targets</source>
        <translation>Große Bedienelemente</translation>
    </message>
    <message>
        <source>Larger brush</source>
        <translation>Pinsel größer</translation>
    </message>
    <message>
        <source>Lasso: add</source>
        <translation>Lasso: hinzufügen</translation>
    </message>
    <message>
        <source>Lasso: take away</source>
        <translation>Lasso: wegnehmen</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Locate folder…</source>
        <translation>Ordner suchen…</translation>
    </message>
    <message>
        <source>Look at unreadable images again</source>
        <translation>Unlesbare Bilder erneut prüfen</translation>
    </message>
    <message>
        <source>Mark where base and tuned differ</source>
        <translation>Unterschiede zwischen Basis und Abgestimmt markieren</translation>
    </message>
    <message>
        <source>Move the view</source>
        <translation>Ansicht verschieben</translation>
    </message>
    <message>
        <source>Names tell inspectors apart, as they share an account</source>
        <translation>Namen unterscheiden die Prüfer, da sie sich ein Konto teilen</translation>
    </message>
    <message>
        <source>New project from a folder of images…</source>
        <translation>Neues Projekt aus einem Ordner mit Bildern…</translation>
    </message>
    <message>
        <source>Next image</source>
        <translation>Nächstes Bild</translation>
    </message>
    <message>
        <source>Next image that needs work</source>
        <translation>Nächstes offenes Bild</translation>
    </message>
    <message>
        <source>Next most useful image</source>
        <translation>Lohnendstes nächstes Bild</translation>
    </message>
    <message>
        <source>Next waiting box</source>
        <translation>Nächster wartender Rahmen</translation>
    </message>
    <message>
        <source>One to one</source>
        <translation>Eins zu eins</translation>
    </message>
    <message>
        <source>Only approved images count</source>
        <translation>Nur freigegebene Bilder zählen</translation>
    </message>
    <message>
        <source>Open project or folder…</source>
        <translation>Projekt oder Ordner öffnen…</translation>
    </message>
    <message>
        <source>Open the sample project</source>
        <translation>Beispielprojekt öffnen</translation>
    </message>
    <message>
        <source>Outlines only</source>
        <translation>Nur Umrisse</translation>
    </message>
    <message>
        <source>Pixel grid from 800 % on</source>
        <translation>Pixelraster ab 800 %</translation>
    </message>
    <message>
        <source>Point off the defect</source>
        <translation>Punkt neben dem Defekt</translation>
    </message>
    <message>
        <source>Point on the defect</source>
        <translation>Punkt auf dem Defekt</translation>
    </message>
    <message>
        <source>Polygon: add</source>
        <translation>Polygon: hinzufügen</translation>
    </message>
    <message>
        <source>Polygon: take away</source>
        <translation>Polygon: wegnehmen</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>Einstellungen…</translation>
    </message>
    <message>
        <source>Prepare all images for instant answers</source>
        <translation>Alle Bilder für sofortige Antworten vorbereiten</translation>
    </message>
    <message>
        <source>Previous image</source>
        <translation>Voriges Bild</translation>
    </message>
    <message>
        <source>Propose boxes on this image</source>
        <translation>Rahmen auf diesem Bild vorschlagen</translation>
    </message>
    <message>
        <source>Propose the boxes of the image before</source>
        <translation>Rahmen des vorigen Bildes vorschlagen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Remove from the project…</source>
        <translation>Aus dem Projekt entfernen…</translation>
    </message>
    <message>
        <source>Restart the engine</source>
        <translation>Engine neu starten</translation>
    </message>
    <message>
        <source>Restore a backup…</source>
        <translation>Sicherung wiederherstellen…</translation>
    </message>
    <message>
        <source>Return the image with a comment</source>
        <translation>Bild mit Bemerkung zurückgeben</translation>
    </message>
    <message>
        <source>Review mode</source>
        <translation>Prüfmodus</translation>
    </message>
    <message>
        <source>Roll back to the version before</source>
        <translation>Zur vorigen Version zurückkehren</translation>
    </message>
    <message>
        <source>Search images</source>
        <translation>Bilder suchen</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>Auswählen</translation>
    </message>
    <message>
        <source>Set the lot…</source>
        <translation>Los setzen…</translation>
    </message>
    <message>
        <source>Show the base mask</source>
        <translation>Basismaske zeigen</translation>
    </message>
    <message>
        <source>Show the image as taken</source>
        <translation>Bild wie aufgenommen zeigen</translation>
    </message>
    <message>
        <source>Show the log file</source>
        <translation>Protokolldatei anzeigen</translation>
    </message>
    <message>
        <source>Show the tuned mask</source>
        <translation>Abgestimmte Maske zeigen</translation>
    </message>
    <message>
        <source>Shrink by a pixel</source>
        <translation>Um ein Pixel verkleinern</translation>
    </message>
    <message>
        <source>Sign off as good</source>
        <translation>Als gut abzeichnen</translation>
    </message>
    <message>
        <source>Smaller brush</source>
        <translation>Pinsel kleiner</translation>
    </message>
    <message>
        <source>Smooth the edge</source>
        <translation>Rand glätten</translation>
    </message>
    <message>
        <source>Take all boxes</source>
        <translation>Alle Rahmen nehmen</translation>
    </message>
    <message>
        <source>Take the last import back</source>
        <translation>Letzten Import zurücknehmen</translation>
    </message>
    <message>
        <source>Take the tour in five steps</source>
        <translation>Führung in fünf Schritten</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>Test the program…</source>
        <translation>Programm testen…</translation>
    </message>
    <message>
        <source>The policy of this PC does not allow it.</source>
        <translation>Die Richtlinie dieses PCs erlaubt es nicht.</translation>
    </message>
    <message>
        <source>The project is open only to look at.</source>
        <translation>Das Projekt ist nur zum Ansehen geöffnet.</translation>
    </message>
    <message>
        <source>Three proposals, one after the other</source>
        <translation>Drei Vorschläge, einer nach dem anderen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Use the first mask (base)</source>
        <translation>Erste Maske nehmen (Basis)</translation>
    </message>
    <message>
        <source>Use the second mask (tuned)</source>
        <translation>Zweite Maske nehmen (abgestimmt)</translation>
    </message>
    <message>
        <source>Use the selected mask</source>
        <translation>Gewählte Maske nehmen</translation>
    </message>
    <message>
        <source>Use the third proposal</source>
        <translation>Dritten Vorschlag übernehmen</translation>
    </message>
    <message>
        <source>Use this picture</source>
        <translation>Dieses Bild verwenden</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>Who is at work…</source>
        <translation>Wer arbeitet hier…</translation>
    </message>
    <message>
        <source>Wipe between base and tuned</source>
        <translation>Zwischen Basis und Abgestimmt wischen</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
</context>
<context>
    <name>bootstrap</name>
    <message>
        <source>SAMFT cannot start</source>
        <translation>SAMFT kann nicht starten</translation>
    </message>
    <message>
        <source>SAMFT starts with its own settings</source>
        <translation>SAMFT startet mit eigenen Einstellungen</translation>
    </message>
</context>
<context>
    <name>commands</name>
    <message>
        <source>Accept as ground truth</source>
        <translation>Als Ground Truth akzeptieren</translation>
    </message>
    <message>
        <source>Add object</source>
        <translation>Objekt hinzufügen</translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Freigeben</translation>
    </message>
    <message>
        <source>Back to draft</source>
        <translation>Zurück zum Entwurf</translation>
    </message>
    <message>
        <source>Change class</source>
        <translation>Klasse ändern</translation>
    </message>
    <message>
        <source>Change mask</source>
        <translation>Maske ändern</translation>
    </message>
    <message>
        <source>Change prompts</source>
        <translation>Prompts ändern</translation>
    </message>
    <message>
        <source>Delete object</source>
        <translation>Objekt löschen</translation>
    </message>
    <message>
        <source>Draw box</source>
        <translation>Rahmen ziehen</translation>
    </message>
    <message>
        <source>Drop boxes</source>
        <translation>Rahmen verwerfen</translation>
    </message>
    <message>
        <source>Fill holes</source>
        <translation>Löcher füllen</translation>
    </message>
    <message>
        <source>Grow by a pixel</source>
        <translation>Um ein Pixel vergrößern</translation>
    </message>
    <message>
        <source>Put boxes</source>
        <translation>Rahmen setzen</translation>
    </message>
    <message>
        <source>Remove islands</source>
        <translation>Inseln entfernen</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Zurückgeben</translation>
    </message>
    <message>
        <source>Shrink by a pixel</source>
        <translation>Um ein Pixel verkleinern</translation>
    </message>
    <message>
        <source>Sign off as good</source>
        <translation>Als gut abzeichnen</translation>
    </message>
    <message>
        <source>Smooth</source>
        <translation>Glätten</translation>
    </message>
    <message>
        <source>Take back good</source>
        <translation>„Gut“ zurücknehmen</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>&quot;good&quot; means an image free of defects</source>
        <translation>„good“ bezeichnet ein Bild ohne Defekte</translation>
    </message>
    <message>
        <source>A box or a point has a coordinate that is no number</source>
        <translation>Ein Rahmen oder Punkt hat eine Koordinate, die keine Zahl ist</translation>
    </message>
    <message>
        <source>A file of the model is damaged</source>
        <translation>Eine Datei des Modells ist beschädigt</translation>
    </message>
    <message>
        <source>A file of the model is missing</source>
        <translation>Eine Datei des Modells fehlt</translation>
    </message>
    <message>
        <source>A file of the program is missing</source>
        <translation>Eine Datei des Programms fehlt</translation>
    </message>
    <message>
        <source>A file of the project cannot be written: {0}</source>
        <translation>Eine Datei des Projekts kann nicht geschrieben werden: {0}</translation>
    </message>
    <message>
        <source>A held-out share of {0} needs two images of their own, there are {1}</source>
        <translation>Ein zurückgehaltener Anteil von {0} braucht zwei eigene Bilder, vorhanden: {1}</translation>
    </message>
    <message>
        <source>A mask is H x W with pixels, not of shape {0}</source>
        <translation>Eine Maske ist H x B mit Pixeln, nicht von der Form {0}</translation>
    </message>
    <message>
        <source>A new run needs a recipe</source>
        <translation>Ein neuer Lauf braucht ein Rezept</translation>
    </message>
    <message>
        <source>A polygon has three corners or more, each a pair of numbers</source>
        <translation>Ein Polygon hat mindestens drei Ecken, jede ein Zahlenpaar</translation>
    </message>
    <message>
        <source>A polygon&apos;s corners are pairs of numbers</source>
        <translation>Die Ecken eines Polygons sind Zahlenpaare</translation>
    </message>
    <message>
        <source>Accept masks on at least {0} images; there are {1}.</source>
        <translation>Akzeptieren Sie Masken auf mindestens {0} Bildern; bisher sind es {1}.</translation>
    </message>
    <message>
        <source>Accept masks on more images, or use fewer folds.</source>
        <translation>Akzeptieren Sie Masken auf mehr Bildern, oder verwenden Sie weniger Teilungen.</translation>
    </message>
    <message>
        <source>Accept masks on more images.</source>
        <translation>Akzeptieren Sie Masken auf mehr Bildern.</translation>
    </message>
    <message>
        <source>Add it under another name.</source>
        <translation>Fügen Sie es unter einem anderen Namen hinzu.</translation>
    </message>
    <message>
        <source>An image is returned with a comment only</source>
        <translation>Ein Bild wird nur mit einer Bemerkung zurückgegeben</translation>
    </message>
    <message>
        <source>An older version is kept once an update was installed.</source>
        <translation>Eine ältere Version wird aufbewahrt, sobald eine Aktualisierung installiert wurde.</translation>
    </message>
    <message>
        <source>An unreadable image cannot be good</source>
        <translation>Ein nicht lesbares Bild kann nicht gut sein</translation>
    </message>
    <message>
        <source>Annotate more images and fine-tune again.</source>
        <translation>Annotieren Sie mehr Bilder und stimmen Sie noch einmal fein ab.</translation>
    </message>
    <message>
        <source>Annotation {0} has an empty mask and cannot be accepted</source>
        <translation>Annotation {0} hat eine leere Maske und kann nicht akzeptiert werden</translation>
    </message>
    <message>
        <source>Another PC took the project over, because nothing was heard from this one</source>
        <translation>Ein anderer PC hat das Projekt übernommen, weil von diesem nichts zu hören war</translation>
    </message>
    <message>
        <source>Another fine-tuning run is working on this project</source>
        <translation>Ein anderer Lauf der Feinabstimmung arbeitet an diesem Projekt</translation>
    </message>
    <message>
        <source>Another program is writing to the project just now; nothing was changed</source>
        <translation>Ein anderes Programm schreibt gerade in das Projekt; nichts wurde geändert</translation>
    </message>
    <message>
        <source>Another update is being installed</source>
        <translation>Eine andere Aktualisierung wird gerade installiert</translation>
    </message>
    <message>
        <source>Ask IT to add it to trusted_keys there.</source>
        <translation>Bitten Sie die IT, ihn dort in trusted_keys einzutragen.</translation>
    </message>
    <message>
        <source>Ask IT to write it in English, as Ctrl+Alt+Shift+Q.</source>
        <translation>Bitten Sie die IT, sie englisch zu schreiben, wie Ctrl+Alt+Shift+Q.</translation>
    </message>
    <message>
        <source>Ask IT. They can check a policy with: samft policy check FILE</source>
        <translation>Fragen Sie die IT. Sie kann eine Richtlinie prüfen mit: samft policy check FILE</translation>
    </message>
    <message>
        <source>Ask for the right to read it, or close the program that has it open.</source>
        <translation>Bitten Sie um das Leserecht, oder schließen Sie das Programm, das sie geöffnet hat.</translation>
    </message>
    <message>
        <source>Ask for the right to write there, or copy the project to a folder of your own.</source>
        <translation>Bitten Sie um das Schreibrecht, oder kopieren Sie das Projekt in einen eigenen Ordner.</translation>
    </message>
    <message>
        <source>Ask for the right to write there, or free some space.</source>
        <translation>Bitten Sie um das Schreibrecht, oder schaffen Sie Platz.</translation>
    </message>
    <message>
        <source>Ask for the right to write there.</source>
        <translation>Bitten Sie dort um das Schreibrecht.</translation>
    </message>
    <message>
        <source>Ask somebody who may, or IT.</source>
        <translation>Fragen Sie jemanden, der es darf, oder die IT.</translation>
    </message>
    <message>
        <source>Ask who sent the version, or fine-tune again.</source>
        <translation>Fragen Sie den Absender der Version, oder stimmen Sie neu ab.</translation>
    </message>
    <message>
        <source>Ask whoever installed SAMFT to update it.</source>
        <translation>Bitten Sie die Person, die SAMFT installiert hat, um eine Aktualisierung.</translation>
    </message>
    <message>
        <source>Bring the whole folder back from your own backup.</source>
        <translation>Holen Sie den ganzen Ordner aus Ihrer eigenen Sicherung zurück.</translation>
    </message>
    <message>
        <source>CUDA was asked for, but {0}</source>
        <translation>CUDA wurde verlangt, aber {0}</translation>
    </message>
    <message>
        <source>Check its free space, its cable and its health, and the network where it is a share.</source>
        <translation>Prüfen Sie freien Platz, Kabel und Zustand, und bei einer Freigabe das Netz.</translation>
    </message>
    <message>
        <source>Check the password.</source>
        <translation>Prüfen Sie das Kennwort.</translation>
    </message>
    <message>
        <source>Check the project: samft check</source>
        <translation>Prüfen Sie das Projekt: samft check</translation>
    </message>
    <message>
        <source>Choose Meta&apos;s .pth file for {0}.</source>
        <translation>Wählen Sie die .pth-Datei von Meta für {0}.</translation>
    </message>
    <message>
        <source>Choose a folder outside the project.</source>
        <translation>Wählen Sie einen Ordner außerhalb des Projekts.</translation>
    </message>
    <message>
        <source>Choose a folder that you may write to.</source>
        <translation>Wählen Sie einen Ordner, in den Sie schreiben dürfen.</translation>
    </message>
    <message>
        <source>Choose a folder with a project.db, or make a new project.</source>
        <translation>Wählen Sie einen Ordner mit einer project.db, oder legen Sie ein neues Projekt an.</translation>
    </message>
    <message>
        <source>Choose a folder with images.</source>
        <translation>Wählen Sie einen Ordner mit Bildern.</translation>
    </message>
    <message>
        <source>Choose a new or an empty folder.</source>
        <translation>Wählen Sie einen neuen oder einen leeren Ordner.</translation>
    </message>
    <message>
        <source>Choose a project or a folder of images.</source>
        <translation>Wählen Sie ein Projekt oder einen Ordner mit Bildern.</translation>
    </message>
    <message>
        <source>Choose an empty folder.</source>
        <translation>Wählen Sie einen leeren Ordner.</translation>
    </message>
    <message>
        <source>Choose an image file.</source>
        <translation>Wählen Sie eine Bilddatei.</translation>
    </message>
    <message>
        <source>Choose another backup.</source>
        <translation>Wählen Sie eine andere Sicherung.</translation>
    </message>
    <message>
        <source>Choose another folder, or free some space.</source>
        <translation>Wählen Sie einen anderen Ordner, oder schaffen Sie Platz.</translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation>Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Choose another model version or fine-tune again.</source>
        <translation>Wählen Sie eine andere Modellversion, oder stimmen Sie noch einmal fein ab.</translation>
    </message>
    <message>
        <source>Choose another model version, or fine-tune again.</source>
        <translation>Wählen Sie eine andere Modellversion, oder stimmen Sie neu ab.</translation>
    </message>
    <message>
        <source>Choose another model version.</source>
        <translation>Wählen Sie eine andere Modellversion.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>Choose another name; it becomes a folder of the ground truth.</source>
        <translation>Wählen Sie einen anderen Namen; er wird ein Ordner der Ground Truth.</translation>
    </message>
    <message>
        <source>Choose auto.</source>
        <translation>Wählen Sie auto.</translation>
    </message>
    <message>
        <source>Choose the file that was moved.</source>
        <translation>Wählen Sie die Datei, die verschoben wurde.</translation>
    </message>
    <message>
        <source>Choose the folder that holds test and ground_truth.</source>
        <translation>Wählen Sie den Ordner, der test und ground_truth enthält.</translation>
    </message>
    <message>
        <source>Choose the folder that holds the .json files.</source>
        <translation>Wählen Sie den Ordner mit den .json-Dateien.</translation>
    </message>
    <message>
        <source>Choose the mask&apos;s own file.</source>
        <translation>Wählen Sie die Datei der Maske selbst.</translation>
    </message>
    <message>
        <source>Class {0}, {1} held-out masks: {2}</source>
        <translation>Klasse {0}, zurückgehaltene Masken: {1}, {2}</translation>
    </message>
    <message>
        <source>Close SAMFT&apos;s windows and commands that use it, and try again.</source>
        <translation>Schließen Sie Fenster und Befehle von SAMFT, die es benutzen, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Close it there first: two PCs that write to one project lose each other&apos;s masks.</source>
        <translation>Schließen Sie es zuerst dort: Zwei PCs, die in ein Projekt schreiben, verlieren die Masken des jeweils anderen.</translation>
    </message>
    <message>
        <source>Close other programs and try again.</source>
        <translation>Schließen Sie andere Programme, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Close the project here and open it again.</source>
        <translation>Schließen Sie das Projekt hier, und öffnen Sie es erneut.</translation>
    </message>
    <message>
        <source>Close the project, put the folder back and open it again.</source>
        <translation>Schließen Sie das Projekt, stellen Sie den Ordner wieder an seinen Platz, und öffnen Sie es erneut.</translation>
    </message>
    <message>
        <source>Copy the file again from its source.</source>
        <translation>Kopieren Sie die Datei noch einmal von ihrer Quelle.</translation>
    </message>
    <message>
        <source>Delete the annotations first.</source>
        <translation>Löschen Sie zuerst die Annotationen.</translation>
    </message>
    <message>
        <source>Draw a box or click a point first.</source>
        <translation>Ziehen Sie zuerst einen Rahmen, oder setzen Sie einen Punkt.</translation>
    </message>
    <message>
        <source>Draw one, or sign the image off as good.</source>
        <translation>Zeichnen Sie eine, oder zeichnen Sie das Bild als gut ab.</translation>
    </message>
    <message>
        <source>Every name in the checkpoint begins with &quot;{0}&quot;, as a training program saved it</source>
        <translation>Jeder Name im Checkpoint beginnt mit „{0}“, wie ein Trainingsprogramm ihn speicherte</translation>
    </message>
    <message>
        <source>Everything runs on {0}.</source>
        <translation>Alles läuft auf {0}.</translation>
    </message>
    <message>
        <source>Fine-tune with samft train; it measures the new version and writes its report.</source>
        <translation>Stimmen Sie mit samft train fein ab; es misst die neue Version und schreibt ihren Bericht.</translation>
    </message>
    <message>
        <source>Fine-tuning needs accepted masks on {0} images, there are {1}</source>
        <translation>Die Feinabstimmung braucht akzeptierte Masken auf {0} Bildern, bisher sind es {1}</translation>
    </message>
    <message>
        <source>Free some space and try again.</source>
        <translation>Schaffen Sie Platz, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Free some space in the folder for temporary files.</source>
        <translation>Schaffen Sie Platz im Ordner für temporäre Dateien.</translation>
    </message>
    <message>
        <source>Get it again from where SAMFT comes from.</source>
        <translation>Holen Sie sie noch einmal von dort, wo SAMFT herkommt.</translation>
    </message>
    <message>
        <source>Get the update for {0}.</source>
        <translation>Holen Sie die Aktualisierung für {0}.</translation>
    </message>
    <message>
        <source>Give a box on the image.</source>
        <translation>Geben Sie einen Rahmen auf dem Bild an.</translation>
    </message>
    <message>
        <source>Give a point on the image.</source>
        <translation>Geben Sie einen Punkt auf dem Bild an.</translation>
    </message>
    <message>
        <source>Give pixels.</source>
        <translation>Geben Sie Pixel an.</translation>
    </message>
    <message>
        <source>Have the update built again from a clean folder.</source>
        <translation>Lassen Sie die Aktualisierung aus einem sauberen Ordner neu bauen.</translation>
    </message>
    <message>
        <source>If you know where it comes from, use --accept-untrusted.</source>
        <translation>Wenn Sie wissen, woher es kommt, verwenden Sie --accept-untrusted.</translation>
    </message>
    <message>
        <source>Install SAMFT again.</source>
        <translation>Installieren Sie SAMFT neu.</translation>
    </message>
    <message>
        <source>Install the SAMFT version that made it, or fine-tune again.</source>
        <translation>Installieren Sie die SAMFT-Version, die sie erstellt hat, oder stimmen Sie noch einmal fein ab.</translation>
    </message>
    <message>
        <source>Install the new version with its installer, or ask IT to put update_keys into the policy.</source>
        <translation>Installieren Sie die neue Version mit ihrem Installationsprogramm, oder bitten Sie die IT, update_keys in die Richtlinie einzutragen.</translation>
    </message>
    <message>
        <source>It was deleted, or belongs to another project.</source>
        <translation>Es wurde gelöscht oder gehört zu einem anderen Projekt.</translation>
    </message>
    <message>
        <source>Its masks are accepted first, or it is signed off as good.</source>
        <translation>Zuerst werden seine Masken akzeptiert, oder es wird als gut abgezeichnet.</translation>
    </message>
    <message>
        <source>Keys of this account: {0}.</source>
        <translation>Schlüssel dieses Kontos: {0}.</translation>
    </message>
    <message>
        <source>Known versions: base{0}{1}.</source>
        <translation>Bekannte Versionen: base{0}{1}.</translation>
    </message>
    <message>
        <source>Known: {0}.</source>
        <translation>Bekannt: {0}.</translation>
    </message>
    <message>
        <source>Left out as well: {0} more images.</source>
        <translation>Ebenfalls weggelassen: {0} weitere Bilder.</translation>
    </message>
    <message>
        <source>Look at its newer state and decide again.</source>
        <translation>Sehen Sie sich den neueren Stand an und entscheiden Sie noch einmal.</translation>
    </message>
    <message>
        <source>Look at its newer state and make your change again.</source>
        <translation>Sehen Sie sich den neueren Stand an und nehmen Sie Ihre Änderung noch einmal vor.</translation>
    </message>
    <message>
        <source>Look at the image once, or run samft check-again.</source>
        <translation>Sehen Sie sich das Bild einmal an, oder führen Sie samft check-again aus.</translation>
    </message>
    <message>
        <source>Look at the newer state and make your change again.</source>
        <translation>Sehen Sie sich den neueren Stand an und nehmen Sie Ihre Änderung noch einmal vor.</translation>
    </message>
    <message>
        <source>Make sure that SAMFT no longer runs there, then take the project over: samft take-over</source>
        <translation>Vergewissern Sie sich, dass SAMFT dort nicht mehr läuft, und übernehmen Sie dann das Projekt: samft take-over</translation>
    </message>
    <message>
        <source>Make the project in another folder and import this one.</source>
        <translation>Legen Sie das Projekt in einem anderen Ordner an und importieren Sie diesen.</translation>
    </message>
    <message>
        <source>Manifest {0} does not match its digest</source>
        <translation>Manifest {0} passt nicht zu seiner Prüfsumme</translation>
    </message>
    <message>
        <source>Mask decoder and fine-tuning run on {0}. {1}</source>
        <translation>Maskendecoder und Feinabstimmung laufen auf {0}. {1}</translation>
    </message>
    <message>
        <source>Masks of different size: {0} and {1}</source>
        <translation>Masken verschiedener Größe: {0} und {1}</translation>
    </message>
    <message>
        <source>Mixed with the base model&apos;s weights ({0} tuned), it does not pass either.</source>
        <translation>Auch gemischt mit den Gewichten des Basismodells ({0} abgestimmt) besteht sie nicht.</translation>
    </message>
    <message>
        <source>Model version {0} has no run</source>
        <translation>Modellversion {0} hat keinen Lauf</translation>
    </message>
    <message>
        <source>Model version {0} was refused: it is not better than the one in use</source>
        <translation>Modellversion {0} wurde abgelehnt: Sie ist nicht besser als die eingesetzte</translation>
    </message>
    <message>
        <source>No GPU is used: {0}.</source>
        <translation>Keine GPU wird verwendet: {0}.</translation>
    </message>
    <message>
        <source>No project can be made here: {0}</source>
        <translation>Hier kann kein Projekt angelegt werden: {0}</translation>
    </message>
    <message>
        <source>No project is open</source>
        <translation>Kein Projekt ist geöffnet</translation>
    </message>
    <message>
        <source>Not a mask in run lengths: {0}</source>
        <translation>Keine Maske in Lauflängen: {0}</translation>
    </message>
    <message>
        <source>Nothing was changed. Check the right to write there and the free space.</source>
        <translation>Nichts wurde geändert. Prüfen Sie das Schreibrecht und den freien Platz.</translation>
    </message>
    <message>
        <source>Nothing was changed. Put a file or folder in the link&apos;s place, or ask who sent the project.</source>
        <translation>Nichts wurde geändert. Ersetzen Sie die Verknüpfung durch eine Datei oder einen Ordner, oder fragen Sie den Absender des Projekts.</translation>
    </message>
    <message>
        <source>Nothing was changed. Restore a backup with samft restore, or ask who sent the project.</source>
        <translation>Nichts wurde geändert. Stellen Sie mit samft restore eine Sicherung wieder her, oder fragen Sie den Absender des Projekts.</translation>
    </message>
    <message>
        <source>Nothing was changed. The newest backup is {0}. To put it in place: samft restore</source>
        <translation>Nichts wurde geändert. Die neueste Sicherung ist {0}. Wiederherstellen mit: samft restore</translation>
    </message>
    <message>
        <source>Nothing was changed. The project holds no backup; bring the folder back from your own.</source>
        <translation>Nichts wurde geändert. Das Projekt enthält keine Sicherung; holen Sie den Ordner aus Ihrer eigenen zurück.</translation>
    </message>
    <message>
        <source>Nothing was changed. samft check names every such row; samft restore brings a backup back.</source>
        <translation>Nichts wurde geändert. samft check nennt jede solche Zeile; samft restore holt eine Sicherung zurück.</translation>
    </message>
    <message>
        <source>Nothing was unpacked. Ask who sent it.</source>
        <translation>Nichts wurde entpackt. Fragen Sie den Absender.</translation>
    </message>
    <message>
        <source>On this PC only the policy&apos;s keys count</source>
        <translation>Auf diesem PC gelten nur die Schlüssel der Richtlinie</translation>
    </message>
    <message>
        <source>On {0} things that are no defects, in {1} images, its masks agree with the base model&apos;s by IoU {2} (95 % interval {3} to {4})</source>
        <translation>Bei {0} Dingen, die keine Defekte sind, in {1} Bildern, stimmen ihre Masken mit denen des Basismodells bis auf IoU {2} überein (95-%-Intervall {3} bis {4})</translation>
    </message>
    <message>
        <source>Only {0} held-out images can be compared with {1}; {2} are needed. Accept masks on more images.</source>
        <translation>Nur {0} zurückgehaltene Bilder sind vergleichbar (Vergleich: {1}); {2} sind nötig. Akzeptieren Sie Masken auf mehr Bildern.</translation>
    </message>
    <message>
        <source>Open it instead, or choose another folder.</source>
        <translation>Öffnen Sie es stattdessen, oder wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>Open one, or make a new one.</source>
        <translation>Öffnen Sie eines, oder legen Sie ein neues an.</translation>
    </message>
    <message>
        <source>Open the project with the base model that the version was tuned from.</source>
        <translation>Öffnen Sie das Projekt mit dem Basismodell, von dem aus die Version abgestimmt wurde.</translation>
    </message>
    <message>
        <source>Open the project with the base model that this version was tuned from.</source>
        <translation>Öffnen Sie das Projekt mit dem Basismodell, aus dem diese Version abgestimmt wurde.</translation>
    </message>
    <message>
        <source>Paint the defect, or delete the annotation.</source>
        <translation>Malen Sie den Defekt, oder löschen Sie die Annotation.</translation>
    </message>
    <message>
        <source>Put the earlier file back, or add this one under another name.</source>
        <translation>Legen Sie die frühere Datei zurück, oder fügen Sie diese unter einem anderen Namen hinzu.</translation>
    </message>
    <message>
        <source>Put the earlier file back, or annotate the image again.</source>
        <translation>Legen Sie die frühere Datei zurück, oder annotieren Sie das Bild neu.</translation>
    </message>
    <message>
        <source>Put the earlier file back, or start a new run without it.</source>
        <translation>Legen Sie die frühere Datei zurück, oder starten Sie einen neuen Lauf ohne sie.</translation>
    </message>
    <message>
        <source>Put the earlier file back. If the new one shows the same part in the same place, say so with samft new-picture or Use this picture.</source>
        <translation>Legen Sie die frühere Datei zurück. Zeigt die neue dasselbe Teil an derselben Stelle, bestätigen Sie es mit samft new-picture oder „Dieses Bild verwenden“.</translation>
    </message>
    <message>
        <source>Put the file back, or tell the project where it moved.</source>
        <translation>Legen Sie die Datei zurück, oder nennen Sie dem Projekt ihren neuen Ort.</translation>
    </message>
    <message>
        <source>Put the image beside the file.</source>
        <translation>Legen Sie das Bild neben die Datei.</translation>
    </message>
    <message>
        <source>PyTorch finds no CUDA device or no driver</source>
        <translation>PyTorch findet kein CUDA-Gerät oder keinen Treiber</translation>
    </message>
    <message>
        <source>Readable are {0}.</source>
        <translation>Lesbar sind {0}.</translation>
    </message>
    <message>
        <source>Reading the image takes {0} MB of memory, more than the limit of {1} MB</source>
        <translation>Das Lesen des Bildes braucht {0} MB Arbeitsspeicher, mehr als die Grenze von {1} MB</translation>
    </message>
    <message>
        <source>Remove it first; its masks are in the project&apos;s history.</source>
        <translation>Entfernen Sie es zuerst; seine Masken stehen im Verlauf des Projekts.</translation>
    </message>
    <message>
        <source>Restore a backup of the project.</source>
        <translation>Stellen Sie eine Sicherung des Projekts wieder her.</translation>
    </message>
    <message>
        <source>Row {0} of the table {1} cannot be used: {2} {3}</source>
        <translation>Zeile {0} der Tabelle {1} ist nicht verwendbar: {2} {3}</translation>
    </message>
    <message>
        <source>Row {0} of the table {1} is not as SAMFT wrote it{2}</source>
        <translation>Zeile {0} der Tabelle {1} ist nicht so, wie SAMFT sie schrieb{2}</translation>
    </message>
    <message>
        <source>Run samft doctor; the engine&apos;s own words are on its error output.</source>
        <translation>Führen Sie samft doctor aus; die Meldungen der Engine stehen in ihrer Fehlerausgabe.</translation>
    </message>
    <message>
        <source>Run {0} is finished</source>
        <translation>Lauf {0} ist beendet</translation>
    </message>
    <message>
        <source>SAMFT starts with its own settings; they are not kept.</source>
        <translation>SAMFT startet mit eigenen Einstellungen; sie werden nicht gespeichert.</translation>
    </message>
    <message>
        <source>SAMFT {0} is installed already</source>
        <translation>SAMFT {0} ist schon installiert</translation>
    </message>
    <message>
        <source>Save it again with the program that wrote it.</source>
        <translation>Speichern Sie sie mit dem Programm, das sie geschrieben hat, noch einmal.</translation>
    </message>
    <message>
        <source>Save it smaller or cut it into parts.</source>
        <translation>Speichern Sie es kleiner, oder zerlegen Sie es in Teile.</translation>
    </message>
    <message>
        <source>Save it with 0 for the background.</source>
        <translation>Speichern Sie sie mit 0 für den Hintergrund.</translation>
    </message>
    <message>
        <source>Save it with 8 bits.</source>
        <translation>Speichern Sie sie mit 8 Bit.</translation>
    </message>
    <message>
        <source>Save it with fewer bits or cut it into parts.</source>
        <translation>Speichern Sie es mit weniger Bit, oder zerlegen Sie es in Teile.</translation>
    </message>
    <message>
        <source>Save it without transparency.</source>
        <translation>Speichern Sie sie ohne Transparenz.</translation>
    </message>
    <message>
        <source>Say in a few words what is to be changed.</source>
        <translation>Sagen Sie in wenigen Worten, was zu ändern ist.</translation>
    </message>
    <message>
        <source>See the engine&apos;s log; the engine goes on with the next request.</source>
        <translation>Siehe Protokoll der Engine; die Engine macht mit der nächsten Anfrage weiter.</translation>
    </message>
    <message>
        <source>Sign off at least {0} images as good.</source>
        <translation>Zeichnen Sie mindestens {0} Bilder als gut ab.</translation>
    </message>
    <message>
        <source>Somebody changed the file. Get it again from where it was made.</source>
        <translation>Jemand hat die Datei geändert. Holen Sie sie noch einmal von dort, wo sie entstanden ist.</translation>
    </message>
    <message>
        <source>Somebody else changed this annotation in the meantime; nothing was overwritten</source>
        <translation>Jemand anderes hat diese Annotation inzwischen geändert; nichts wurde überschrieben</translation>
    </message>
    <message>
        <source>Somebody else changed this image in the meantime; nothing was overwritten</source>
        <translation>Jemand anderes hat dieses Bild inzwischen geändert; nichts wurde überschrieben</translation>
    </message>
    <message>
        <source>Somebody else changed this in the meantime; nothing was overwritten</source>
        <translation>Jemand anderes hat dies inzwischen geändert; nichts wurde überschrieben</translation>
    </message>
    <message>
        <source>Start a new run.</source>
        <translation>Starten Sie einen neuen Lauf.</translation>
    </message>
    <message>
        <source>The CPU was asked for.</source>
        <translation>Die CPU wurde verlangt.</translation>
    </message>
    <message>
        <source>The answers cannot be read</source>
        <translation>Die Antworten können nicht gelesen werden</translation>
    </message>
    <message>
        <source>The backup cannot be used: {0}</source>
        <translation>Die Sicherung ist nicht verwendbar: {0}</translation>
    </message>
    <message>
        <source>The base model is in use.</source>
        <translation>Das Basismodell ist im Einsatz.</translation>
    </message>
    <message>
        <source>The box {0} lies outside {1}</source>
        <translation>Der Rahmen {0} liegt außerhalb von {1}</translation>
    </message>
    <message>
        <source>The card of model version {0} cannot be used: comparison.{1}: {2}</source>
        <translation>Die Karte der Modellversion {0} ist nicht verwendbar: comparison.{1}: {2}</translation>
    </message>
    <message>
        <source>The card of model version {0} is not understood</source>
        <translation>Die Karte der Modellversion {0} wird nicht verstanden</translation>
    </message>
    <message>
        <source>The checkpoint belongs to another recipe, data or base model</source>
        <translation>Der Sicherungspunkt gehört zu einem anderen Rezept, anderen Daten oder einem anderen Basismodell</translation>
    </message>
    <message>
        <source>The checkpoint cannot be read: {0}</source>
        <translation>Der Checkpoint ist nicht lesbar: {0}</translation>
    </message>
    <message>
        <source>The checkpoint does not exist</source>
        <translation>Die Checkpoint-Datei existiert nicht</translation>
    </message>
    <message>
        <source>The checkpoint holds weights of another model than {0}{1}</source>
        <translation>Der Checkpoint enthält Gewichte eines anderen Modells als {0}{1}</translation>
    </message>
    <message>
        <source>The checkpoint holds weights of {0}, not of {1}</source>
        <translation>Der Checkpoint enthält Gewichte von {0}, nicht von {1}</translation>
    </message>
    <message>
        <source>The checkpoint holds {0}, not of {1}</source>
        <translation>Der Checkpoint enthält {0}, nicht von {1}</translation>
    </message>
    <message>
        <source>The checkpoint is a web page; the download gave an error page instead of the weights</source>
        <translation>Der Checkpoint ist eine Webseite; der Download lieferte eine Fehlerseite statt der Gewichte</translation>
    </message>
    <message>
        <source>The checkpoint is an empty file; its download did not even begin</source>
        <translation>Der Checkpoint ist eine leere Datei; sein Download hat nicht einmal begonnen</translation>
    </message>
    <message>
        <source>The checkpoint is cut after {0} MB; its download did not finish</source>
        <translation>Der Checkpoint bricht nach {0} MB ab; sein Download wurde nicht fertig</translation>
    </message>
    <message>
        <source>The checkpoint is damaged</source>
        <translation>Der Sicherungspunkt ist beschädigt</translation>
    </message>
    <message>
        <source>The checkpoint is only a pointer of Git LFS; the weights were not fetched</source>
        <translation>Der Checkpoint ist nur ein Verweis von Git LFS; die Gewichte wurden nicht geholt</translation>
    </message>
    <message>
        <source>The checkpoint lacks {0} of {1} weights of {2}, the first {3}</source>
        <translation>Dem Checkpoint fehlen {0} von {1} Gewichten von {2}, zuerst {3}</translation>
    </message>
    <message>
        <source>The database holds no project</source>
        <translation>Die Datenbank enthält kein Projekt</translation>
    </message>
    <message>
        <source>The database refused the change: {0}</source>
        <translation>Die Datenbank hat die Änderung abgelehnt: {0}</translation>
    </message>
    <message>
        <source>The disk is full; nothing was changed</source>
        <translation>Der Datenträger ist voll; nichts wurde geändert</translation>
    </message>
    <message>
        <source>The disk with the project cannot be read or written</source>
        <translation>Der Datenträger mit dem Projekt ist nicht les- oder beschreibbar</translation>
    </message>
    <message>
        <source>The edit {0} lies outside the mask of {1} x {2}</source>
        <translation>Die Änderung {0} liegt außerhalb der Maske von {1} x {2}</translation>
    </message>
    <message>
        <source>The engine cannot be started: {0}</source>
        <translation>Die Engine kann nicht gestartet werden: {0}</translation>
    </message>
    <message>
        <source>The engine ended with code {0} before it was ready</source>
        <translation>Die Engine endete mit Code {0}, bevor sie bereit war</translation>
    </message>
    <message>
        <source>The engine has ended</source>
        <translation>Die Engine hat sich beendet</translation>
    </message>
    <message>
        <source>The engine runs already</source>
        <translation>Die Engine läuft schon</translation>
    </message>
    <message>
        <source>The engine was not ready after {0} s</source>
        <translation>Die Engine war nach {0} s nicht bereit</translation>
    </message>
    <message>
        <source>The engine was not started</source>
        <translation>Die Engine wurde nicht gestartet</translation>
    </message>
    <message>
        <source>The export cannot be written: {0}</source>
        <translation>Der Export kann nicht geschrieben werden: {0}</translation>
    </message>
    <message>
        <source>The file cannot be used: it holds no settings</source>
        <translation>Die Datei ist nicht verwendbar: Sie enthält keine Einstellungen</translation>
    </message>
    <message>
        <source>The file has {0} x {1} pixels now; {2} x {3} were added</source>
        <translation>Die Datei hat jetzt {0} x {1} Pixel; hinzugefügt wurden {2} x {3}</translation>
    </message>
    <message>
        <source>The file holds something else than named weights</source>
        <translation>Die Datei enthält etwas anderes als benannte Gewichte</translation>
    </message>
    <message>
        <source>The file is larger than any weights: more than {0} GB</source>
        <translation>Die Datei ist größer als alle Gewichte: mehr als {0} GB</translation>
    </message>
    <message>
        <source>The file is not a checkpoint of weights</source>
        <translation>Die Datei ist kein Checkpoint mit Gewichten</translation>
    </message>
    <message>
        <source>The file is not a model version of SAMFT</source>
        <translation>Die Datei ist keine Modellversion von SAMFT</translation>
    </message>
    <message>
        <source>The file is not an image that can be read</source>
        <translation>Die Datei ist kein lesbares Bild</translation>
    </message>
    <message>
        <source>The folder already holds a {0} folder</source>
        <translation>Der Ordner enthält schon einen Ordner {0}</translation>
    </message>
    <message>
        <source>The folder has a {0} folder with files that a project would overwrite</source>
        <translation>Der Ordner hat einen Ordner {0} mit Dateien, die ein Projekt überschreiben würde</translation>
    </message>
    <message>
        <source>The folder holds no labelme files</source>
        <translation>Der Ordner enthält keine labelme-Dateien</translation>
    </message>
    <message>
        <source>The folder is in use already</source>
        <translation>Der Ordner wird schon verwendet</translation>
    </message>
    <message>
        <source>The folder is no MVTec AD category</source>
        <translation>Der Ordner ist keine MVTec-AD-Kategorie</translation>
    </message>
    <message>
        <source>The folder is not a SAMFT project</source>
        <translation>Der Ordner ist kein SAMFT-Projekt</translation>
    </message>
    <message>
        <source>The folder is not empty</source>
        <translation>Der Ordner ist nicht leer</translation>
    </message>
    <message>
        <source>The ground truth folder cannot be written: {0}</source>
        <translation>Der Ordner der Ground Truth kann nicht geschrieben werden: {0}</translation>
    </message>
    <message>
        <source>The image cannot be annotated: {0}</source>
        <translation>Das Bild kann nicht annotiert werden: {0}</translation>
    </message>
    <message>
        <source>The image encoder cannot be loaded: {0}</source>
        <translation>Der Bildencoder kann nicht geladen werden: {0}</translation>
    </message>
    <message>
        <source>The image file cannot be reached: {0}</source>
        <translation>Die Bilddatei ist nicht erreichbar: {0}</translation>
    </message>
    <message>
        <source>The image file is another picture than the one that was added</source>
        <translation>Die Bilddatei zeigt ein anderes Bild als das hinzugefügte</translation>
    </message>
    <message>
        <source>The image file is empty</source>
        <translation>Die Bilddatei ist leer</translation>
    </message>
    <message>
        <source>The image file is missing</source>
        <translation>Die Bilddatei fehlt</translation>
    </message>
    <message>
        <source>The image file may not be read</source>
        <translation>Die Bilddatei darf nicht gelesen werden</translation>
    </message>
    <message>
        <source>The image has annotations, so it cannot be good</source>
        <translation>Das Bild hat Annotationen, also kann es nicht gut sein</translation>
    </message>
    <message>
        <source>The image has no annotation</source>
        <translation>Das Bild hat keine Annotation</translation>
    </message>
    <message>
        <source>The image has not been read yet</source>
        <translation>Das Bild wurde noch nicht gelesen</translation>
    </message>
    <message>
        <source>The image has {0} x {1} pixels, more than the limit of {2} pixels</source>
        <translation>Das Bild hat {0} x {1} Pixel, mehr als die Grenze von {2} Pixeln</translation>
    </message>
    <message>
        <source>The image is approved already</source>
        <translation>Das Bild ist schon freigegeben</translation>
    </message>
    <message>
        <source>The image is damaged: {0}</source>
        <translation>Das Bild ist beschädigt: {0}</translation>
    </message>
    <message>
        <source>The image is not the one that was annotated</source>
        <translation>Das Bild ist nicht das, das annotiert wurde</translation>
    </message>
    <message>
        <source>The image is {0}, not new, and cannot be signed off as good</source>
        <translation>Das Bild hat den Status {0}, nicht „neu“, und kann nicht als gut abgezeichnet werden</translation>
    </message>
    <message>
        <source>The image is {0}, so there is nothing to review</source>
        <translation>Das Bild hat den Status {0}, also gibt es nichts zu prüfen</translation>
    </message>
    <message>
        <source>The image takes {0} MB in memory, more than the limit of {1} MB</source>
        <translation>Das Bild braucht {0} MB Arbeitsspeicher, mehr als die Grenze von {1} MB</translation>
    </message>
    <message>
        <source>The image was added again meanwhile</source>
        <translation>Das Bild wurde inzwischen erneut hinzugefügt</translation>
    </message>
    <message>
        <source>The image was not found</source>
        <translation>Das Bild wurde nicht gefunden</translation>
    </message>
    <message>
        <source>The installer does not start: {0}</source>
        <translation>Das Installationsprogramm startet nicht: {0}</translation>
    </message>
    <message>
        <source>The key cannot be kept: {0}</source>
        <translation>Der Schlüssel kann nicht gespeichert werden: {0}</translation>
    </message>
    <message>
        <source>The labelme file cannot be read: {0}</source>
        <translation>Die labelme-Datei ist nicht lesbar: {0}</translation>
    </message>
    <message>
        <source>The manifest cannot be read: {0}</source>
        <translation>Das Manifest kann nicht gelesen werden: {0}</translation>
    </message>
    <message>
        <source>The mask has {0} x {1} pixels, the image {2} x {3}</source>
        <translation>Die Maske hat {0} x {1} Pixel, das Bild {2} x {3}</translation>
    </message>
    <message>
        <source>The mask is damaged: its runs do not fill {0} x {1} pixels</source>
        <translation>Die Maske ist beschädigt: Ihre Läufe füllen {0} x {1} Pixel nicht</translation>
    </message>
    <message>
        <source>The mask is damaged: {0}</source>
        <translation>Die Maske ist beschädigt: {0}</translation>
    </message>
    <message>
        <source>The mask is larger than any image: {0} x {1} pixels</source>
        <translation>Die Maske ist größer als jedes Bild: {0} x {1} Pixel</translation>
    </message>
    <message>
        <source>The mask to refine must be 256 x 256 logits, not {0}</source>
        <translation>Die zu verfeinernde Maske muss 256 x 256 Logits haben, nicht {0}</translation>
    </message>
    <message>
        <source>The mobile encoder is an OpenVINO graph and stays on the CPU.</source>
        <translation>Der mobile-Encoder ist ein OpenVINO-Graph und bleibt auf der CPU.</translation>
    </message>
    <message>
        <source>The model failed: {0}: {1}</source>
        <translation>Das Modell ist gescheitert: {0}: {1}</translation>
    </message>
    <message>
        <source>The model version looks at planes, and the embedding has none</source>
        <translation>Die Modellversion braucht Zusatzebenen, und das Embedding hat keine</translation>
    </message>
    <message>
        <source>The model version was tuned from another base model</source>
        <translation>Die Modellversion wurde aus einem anderen Basismodell abgestimmt</translation>
    </message>
    <message>
        <source>The model version was tuned with another second encoder</source>
        <translation>Die Modellversion wurde mit einem anderen zweiten Encoder abgestimmt</translation>
    </message>
    <message>
        <source>The model version&apos;s weights are damaged</source>
        <translation>Die Gewichte der Modellversion sind beschädigt</translation>
    </message>
    <message>
        <source>The model version&apos;s weights are missing</source>
        <translation>Die Gewichte der Modellversion fehlen</translation>
    </message>
    <message>
        <source>The model version&apos;s weights cannot be read</source>
        <translation>Die Gewichte der Modellversion können nicht gelesen werden</translation>
    </message>
    <message>
        <source>The model was loaded without its image encoder</source>
        <translation>Das Modell wurde ohne seinen Bildencoder geladen</translation>
    </message>
    <message>
        <source>The model {0} needs a checkpoint</source>
        <translation>Das Modell {0} braucht eine Checkpoint-Datei</translation>
    </message>
    <message>
        <source>The model&apos;s description cannot be read</source>
        <translation>Die Beschreibung des Modells kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>The new picture has {0} x {1} pixels, the masks {2} x {3}</source>
        <translation>Das neue Bild hat {0} x {1} Pixel, die Masken {2} x {3}</translation>
    </message>
    <message>
        <source>The new version says {0}</source>
        <translation>Die neue Version meldet {0}</translation>
    </message>
    <message>
        <source>The pack is not signed</source>
        <translation>Das Paket ist nicht signiert</translation>
    </message>
    <message>
        <source>The pack is signed by a key that is not trusted: {0}</source>
        <translation>Das Paket ist mit einem Schlüssel signiert, dem nicht vertraut wird: {0}</translation>
    </message>
    <message>
        <source>The part lies outside a mask of {0} x {1} pixels</source>
        <translation>Der Teil liegt außerhalb einer Maske von {0} x {1} Pixeln</translation>
    </message>
    <message>
        <source>The point {0},{1} lies outside {2}</source>
        <translation>Der Punkt {0},{1} liegt außerhalb von {2}</translation>
    </message>
    <message>
        <source>The policy of this PC cannot be used: {0}</source>
        <translation>Die Richtlinie dieses PCs kann nicht verwendet werden: {0}</translation>
    </message>
    <message>
        <source>The policy of this PC does not let {0} {1}</source>
        <translation>Die Richtlinie dieses PCs erlaubt {0} nicht: {1}</translation>
    </message>
    <message>
        <source>The policy of this PC takes only packs signed by one of its trusted keys.</source>
        <translation>Die Richtlinie dieses PCs nimmt nur Pakete an, die mit einem ihrer vertrauten Schlüssel signiert sind.</translation>
    </message>
    <message>
        <source>The program that does this ended with {0}</source>
        <translation>Das Programm dafür endete mit {0}</translation>
    </message>
    <message>
        <source>The program&apos;s data folder is missing</source>
        <translation>Der Datenordner des Programms fehlt</translation>
    </message>
    <message>
        <source>The program&apos;s folder cannot be written</source>
        <translation>In den Ordner des Programms kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>The project cannot be created: {0}</source>
        <translation>Das Projekt kann nicht angelegt werden: {0}</translation>
    </message>
    <message>
        <source>The project cannot be read: {0}</source>
        <translation>Das Projekt ist nicht lesbar: {0}</translation>
    </message>
    <message>
        <source>The project cannot be taken over: {0}</source>
        <translation>Das Projekt kann nicht übernommen werden: {0}</translation>
    </message>
    <message>
        <source>The project holds no backup that can be used</source>
        <translation>Das Projekt enthält keine verwendbare Sicherung</translation>
    </message>
    <message>
        <source>The project is being restored by another program</source>
        <translation>Das Projekt wird gerade von einem anderen Programm wiederhergestellt</translation>
    </message>
    <message>
        <source>The project is open in {0} other programs (the first is process {1})</source>
        <translation>Das Projekt ist in {0} anderen Programmen geöffnet (das erste ist Prozess {1})</translation>
    </message>
    <message>
        <source>The project is open on the PC {0} (account {1}, since {2})</source>
        <translation>Das Projekt ist auf dem PC {0} geöffnet (Konto {1}, seit {2})</translation>
    </message>
    <message>
        <source>The project is open only to look at: {0}</source>
        <translation>Das Projekt ist nur zum Ansehen geöffnet: {0}</translation>
    </message>
    <message>
        <source>The project may not be written</source>
        <translation>In das Projekt darf nicht geschrieben werden</translation>
    </message>
    <message>
        <source>The project was written by a newer SAMFT (schema {0}, this program knows {1})</source>
        <translation>Das Projekt wurde von einem neueren SAMFT geschrieben (Schema {0}, dieses Programm kennt {1})</translation>
    </message>
    <message>
        <source>The project&apos;s database failed: {0}</source>
        <translation>Die Datenbank des Projekts versagte: {0}</translation>
    </message>
    <message>
        <source>The project&apos;s database is damaged: {0}</source>
        <translation>Die Datenbank des Projekts ist beschädigt: {0}</translation>
    </message>
    <message>
        <source>The project&apos;s folder cannot be written</source>
        <translation>In den Ordner des Projekts kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>The project&apos;s folder was deleted, moved or replaced while it was open; {0}</source>
        <translation>Der Ordner des Projekts wurde gelöscht, verschoben oder ersetzt, während es geöffnet war; {0}</translation>
    </message>
    <message>
        <source>The recipe is not valid: {0}</source>
        <translation>Das Rezept ist ungültig: {0}</translation>
    </message>
    <message>
        <source>The run cannot go on: {0}</source>
        <translation>Der Lauf kann nicht weitergehen: {0}</translation>
    </message>
    <message>
        <source>The run has no data to go on with</source>
        <translation>Der Lauf hat keine Daten, um weiterzumachen</translation>
    </message>
    <message>
        <source>The run needs about {0} GB of memory, {1} GB are free. Close other programs first.</source>
        <translation>Der Lauf braucht etwa {0} GB Arbeitsspeicher, {1} GB sind frei. Schließen Sie zuerst andere Programme.</translation>
    </message>
    <message>
        <source>The second image encoder cannot be loaded: {0}</source>
        <translation>Der zweite Bildencoder kann nicht geladen werden: {0}</translation>
    </message>
    <message>
        <source>The secret key cannot be read</source>
        <translation>Der geheime Schlüssel kann nicht gelesen werden</translation>
    </message>
    <message>
        <source>The settings cannot be kept: {0}</source>
        <translation>Die Einstellungen können nicht gespeichert werden: {0}</translation>
    </message>
    <message>
        <source>The settings cannot be read: {0}</source>
        <translation>Die Einstellungen sind nicht lesbar: {0}</translation>
    </message>
    <message>
        <source>The signature does not fit</source>
        <translation>Die Signatur passt nicht</translation>
    </message>
    <message>
        <source>The tuned weights alone were refused: {0}. Mixed with the base model&apos;s weights, {1} tuned, they pass; this mixture is offered.</source>
        <translation>Die abgestimmten Gewichte allein wurden abgelehnt: {0}. Gemischt mit den Gewichten des Basismodells, {1} abgestimmt, bestehen sie; diese Mischung wird angeboten.</translation>
    </message>
    <message>
        <source>The update holds what no update does: {0}</source>
        <translation>Die Aktualisierung enthält, was in keine gehört: {0}</translation>
    </message>
    <message>
        <source>The update is for {0}</source>
        <translation>Die Aktualisierung ist für {0}</translation>
    </message>
    <message>
        <source>The update is not signed</source>
        <translation>Die Aktualisierung ist nicht signiert</translation>
    </message>
    <message>
        <source>The update is older: {0}</source>
        <translation>Die Aktualisierung ist älter: {0}</translation>
    </message>
    <message>
        <source>The update is signed by an unknown key: {0}</source>
        <translation>Die Aktualisierung ist mit einem unbekannten Schlüssel signiert: {0}</translation>
    </message>
    <message>
        <source>The version in use was not changed. Get the update again.</source>
        <translation>Die eingesetzte Version wurde nicht geändert. Holen Sie die Aktualisierung noch einmal.</translation>
    </message>
    <message>
        <source>The waiting box in row {0} of the table waiting_box cannot be read: {1}</source>
        <translation>Der wartende Rahmen in Zeile {0} der Tabelle waiting_box ist nicht lesbar: {1}</translation>
    </message>
    <message>
        <source>The weights are wrapped in &quot;{0}&quot;, as a training program saved them</source>
        <translation>Die Gewichte sind in „{0}“ verpackt, wie ein Trainingsprogramm sie speicherte</translation>
    </message>
    <message>
        <source>The weights belong to another model ({0})</source>
        <translation>Die Gewichte gehören zu einem anderen Modell ({0})</translation>
    </message>
    <message>
        <source>The weights cannot be read</source>
        <translation>Die Gewichte können nicht gelesen werden</translation>
    </message>
    <message>
        <source>The weights do not fit the mask decoder</source>
        <translation>Die Gewichte passen nicht zum Maskendecoder</translation>
    </message>
    <message>
        <source>There are too few good images to compare with</source>
        <translation>Es gibt zu wenige gute Bilder zum Vergleichen</translation>
    </message>
    <message>
        <source>There is a class {0} already</source>
        <translation>Es gibt schon eine Klasse {0}</translation>
    </message>
    <message>
        <source>There is a model version {0} already</source>
        <translation>Es gibt schon eine Modellversion {0}</translation>
    </message>
    <message>
        <source>There is a project in this folder already</source>
        <translation>In diesem Ordner ist schon ein Projekt</translation>
    </message>
    <message>
        <source>There is no device {0}</source>
        <translation>Es gibt kein Gerät {0}</translation>
    </message>
    <message>
        <source>There is no key {0} to forget</source>
        <translation>Es gibt keinen Schlüssel {0} zu vergessen</translation>
    </message>
    <message>
        <source>There is no model version {0}</source>
        <translation>Es gibt keine Modellversion {0}</translation>
    </message>
    <message>
        <source>There is no older version to return to</source>
        <translation>Es gibt keine ältere Version zum Zurückkehren</translation>
    </message>
    <message>
        <source>There is no recipe {0}</source>
        <translation>Es gibt kein Rezept {0}</translation>
    </message>
    <message>
        <source>There is no room for a copy of the project&apos;s database to look at</source>
        <translation>Für eine Kopie der Datenbank zum Ansehen ist kein Platz</translation>
    </message>
    <message>
        <source>There is no such backup</source>
        <translation>Eine solche Sicherung gibt es nicht</translation>
    </message>
    <message>
        <source>There is no such folder</source>
        <translation>Diesen Ordner gibt es nicht</translation>
    </message>
    <message>
        <source>There is no {0} {1} in the project</source>
        <translation>Im Projekt gibt es {0} {1} nicht</translation>
    </message>
    <message>
        <source>There is not enough memory for the image</source>
        <translation>Für das Bild reicht der Arbeitsspeicher nicht</translation>
    </message>
    <message>
        <source>There is nothing to ask</source>
        <translation>Es gibt nichts zu fragen</translation>
    </message>
    <message>
        <source>There is nothing to open</source>
        <translation>Es gibt nichts zu öffnen</translation>
    </message>
    <message>
        <source>There is nothing to roll back to</source>
        <translation>Es gibt nichts, wohin zurückgekehrt werden kann</translation>
    </message>
    <message>
        <source>This base model comes without the planes that the version needs</source>
        <translation>Diesem Basismodell fehlen die Zusatzebenen, die die Version braucht</translation>
    </message>
    <message>
        <source>This installation keeps no older version</source>
        <translation>Diese Installation bewahrt keine ältere Version auf</translation>
    </message>
    <message>
        <source>This is another image of the same size; the masks were drawn on the one that was added</source>
        <translation>Dies ist ein anderes Bild derselben Größe; die Masken wurden auf dem hinzugefügten gezeichnet</translation>
    </message>
    <message>
        <source>This is another image: it has {0} x {1} pixels, not {2} x {3}</source>
        <translation>Das ist ein anderes Bild: Es hat {0} x {1} Pixel, nicht {2} x {3}</translation>
    </message>
    <message>
        <source>This is no image: {0}</source>
        <translation>Das ist kein Bild: {0}</translation>
    </message>
    <message>
        <source>This is no {0}</source>
        <translation>Das ist kein: {0}</translation>
    </message>
    <message>
        <source>This place belongs to the project itself</source>
        <translation>Dieser Ort gehört dem Projekt selbst</translation>
    </message>
    <message>
        <source>This program was built without a key for updates</source>
        <translation>Dieses Programm wurde ohne Schlüssel für Aktualisierungen gebaut</translation>
    </message>
    <message>
        <source>To correct {0} held-out masks to IoU {1} takes {2} clicks each after the box, with {3} {4} (95 % interval of what is saved {5} to {6}; {7} at most)</source>
        <translation>{0} zurückgehaltene Masken auf IoU {1} zu korrigieren, kostet nach dem Rahmen je {2} Klicks ({3}: {4}; 95-%-Intervall der Ersparnis {5} bis {6}; höchstens {7})</translation>
    </message>
    <message>
        <source>Too few masks to measure by class: {0}.</source>
        <translation>Zu wenige Masken, um nach Klassen zu messen: {0}.</translation>
    </message>
    <message>
        <source>Trust the key with samft keys trust FILE, or use --accept-untrusted if you know its origin.</source>
        <translation>Vertrauen Sie dem Schlüssel mit samft keys trust FILE, oder verwenden Sie --accept-untrusted, wenn Sie seine Herkunft kennen.</translation>
    </message>
    <message>
        <source>Try again in a moment, or close the other program.</source>
        <translation>Versuchen Sie es gleich noch einmal, oder schließen Sie das andere Programm.</translation>
    </message>
    <message>
        <source>Try again when the drive or the share is back.</source>
        <translation>Versuchen Sie es erneut, sobald das Laufwerk oder die Freigabe wieder da ist.</translation>
    </message>
    <message>
        <source>Update SAMFT on this PC; the project was not changed.</source>
        <translation>Aktualisieren Sie SAMFT auf diesem PC; das Projekt wurde nicht geändert.</translation>
    </message>
    <message>
        <source>Updates of this program are signed by {0}.</source>
        <translation>Aktualisierungen dieses Programms sind von {0} signiert.</translation>
    </message>
    <message>
        <source>Use &quot;auto&quot; or &quot;cpu&quot;.</source>
        <translation>Verwenden Sie „auto“ oder „cpu“.</translation>
    </message>
    <message>
        <source>Use &quot;auto&quot;, &quot;cpu&quot; or &quot;cuda&quot;.</source>
        <translation>Verwenden Sie „auto“, „cpu“ oder „cuda“.</translation>
    </message>
    <message>
        <source>Use --allow-older to install it all the same, or --rollback to return to the version before.</source>
        <translation>Verwenden Sie --allow-older, um sie trotzdem zu installieren, oder --rollback, um zur vorigen Version zurückzukehren.</translation>
    </message>
    <message>
        <source>Use a mask of the image&apos;s own size.</source>
        <translation>Verwenden Sie eine Maske in der Größe des Bildes.</translation>
    </message>
    <message>
        <source>Use letters, digits, dot, dash and underscore.</source>
        <translation>Verwenden Sie Buchstaben, Ziffern, Punkt, Bindestrich und Unterstrich.</translation>
    </message>
    <message>
        <source>Wait for it to finish, or cancel it.</source>
        <translation>Warten Sie, bis er fertig ist, oder brechen Sie ihn ab.</translation>
    </message>
    <message>
        <source>Wait for its end.</source>
        <translation>Warten Sie auf ihr Ende.</translation>
    </message>
    <message>
        <source>Windows reserves it for a device</source>
        <translation>Windows reserviert ihn für ein Gerät</translation>
    </message>
    <message>
        <source>With boxes ±10 % on {0} held-out images: {1}</source>
        <translation>Mit Rahmen ±10 % auf {0} zurückgehaltenen Bildern: {1}</translation>
    </message>
    <message>
        <source>With tight boxes it is worse than {0}: mean IoU {1} against {2}.</source>
        <translation>Mit engen Rahmen ist sie schlechter (Vergleich: {0}): mittlere IoU {1} gegen {2}.</translation>
    </message>
    <message>
        <source>With {0} boxes {1}, its mask spills over by {2} of the box&apos;s area ({3}: {4}; 95 % interval of the change {5} to {6})</source>
        <translation>Bei {0} Rahmen {1} ragt ihre Maske um {2} der Rahmenfläche hinaus ({3}: {4}; 95-%-Intervall der Änderung {5} bis {6})</translation>
    </message>
    <message>
        <source>a point of a shape {0} is no finite number</source>
        <translation>ein Punkt einer Form {0} ist keine endliche Zahl</translation>
    </message>
    <message>
        <source>a point of a shape {0} lies far outside the image</source>
        <translation>ein Punkt einer Form {0} liegt weit außerhalb des Bildes</translation>
    </message>
    <message>
        <source>a run is longer than any mask</source>
        <translation>ein Lauf ist länger als jede Maske</translation>
    </message>
    <message>
        <source>a run is negative</source>
        <translation>ein Lauf ist negativ</translation>
    </message>
    <message>
        <source>a sample has an empty mask</source>
        <translation>ein Beispiel hat eine leere Maske</translation>
    </message>
    <message>
        <source>a shape &apos;mask&apos; holds no picture</source>
        <translation>eine Form „mask“ enthält kein Bild</translation>
    </message>
    <message>
        <source>a shape has no label</source>
        <translation>eine Form hat keine Bezeichnung</translation>
    </message>
    <message>
        <source>a shape is no object with points</source>
        <translation>eine Form ist kein Objekt mit Punkten</translation>
    </message>
    <message>
        <source>a shape {0} covers no pixel of the image</source>
        <translation>eine Form {0} bedeckt kein Pixel des Bildes</translation>
    </message>
    <message>
        <source>a shape {0} has no area</source>
        <translation>eine Form {0} hat keine Fläche</translation>
    </message>
    <message>
        <source>a shape {0} has {1} points, not {2}</source>
        <translation>eine Form {0} hat {1} Punkte, nicht {2}</translation>
    </message>
    <message>
        <source>a shape {0} has {1} points, which enclose no area</source>
        <translation>eine Form {0} hat {1} Punkte, die keine Fläche umschließen</translation>
    </message>
    <message>
        <source>a shape {0} is of an unknown kind</source>
        <translation>eine Form {0} ist von unbekannter Art</translation>
    </message>
    <message>
        <source>a shape&apos;s kind is no text</source>
        <translation>die Art einer Form ist kein Text</translation>
    </message>
    <message>
        <source>a zoom is 0 (the whole image) or between 1 and 100 times the box</source>
        <translation>ein Zoom ist 0 (das ganze Bild) oder das 1- bis 100-Fache des Rahmens</translation>
    </message>
    <message>
        <source>an object has the entry {0} twice</source>
        <translation>ein Objekt hat den Eintrag {0} zweimal</translation>
    </message>
    <message>
        <source>another size than listed, or too large</source>
        <translation>andere Größe als aufgeführt, oder zu groß</translation>
    </message>
    <message>
        <source>at least one of bce, dice, mse and focal must be above 0</source>
        <translation>mindestens eines von bce, dice, mse und focal muss über 0 liegen</translation>
    </message>
    <message>
        <source>each of {0} images was held out once in {1} folds; the weights that ship learnt from all of them in the same way</source>
        <translation>jedes von {0} Bildern wurde in {1} Teilungen einmal zurückgehalten; die ausgelieferten Gewichte haben auf dieselbe Weise von allen gelernt</translation>
    </message>
    <message>
        <source>every pixel of the mask is {0}, so nothing tells object from background</source>
        <translation>jedes Pixel der Maske ist {0}, daher unterscheidet nichts Objekt und Hintergrund</translation>
    </message>
    <message>
        <source>format {0} is unknown</source>
        <translation>Format {0} ist unbekannt</translation>
    </message>
    <message>
        <source>half a box off a defect or on half of one</source>
        <translation>um einen halben Rahmen neben einem Defekt oder auf der Hälfte eines Defekts</translation>
    </message>
    <message>
        <source>holds {0}</source>
        <translation>enthält {0}</translation>
    </message>
    <message>
        <source>image file is truncated</source>
        <translation>die Bilddatei ist abgeschnitten</translation>
    </message>
    <message>
        <source>is JSON of another kind</source>
        <translation>ist JSON anderer Art</translation>
    </message>
    <message>
        <source>is larger than an embedding</source>
        <translation>ist größer als ein Embedding</translation>
    </message>
    <message>
        <source>is missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>is no JSON</source>
        <translation>ist kein JSON</translation>
    </message>
    <message>
        <source>is no date: {0}</source>
        <translation>ist kein Datum: {0}</translation>
    </message>
    <message>
        <source>is no mask</source>
        <translation>ist keine Maske</translation>
    </message>
    <message>
        <source>is no number: {0}</source>
        <translation>ist keine Zahl: {0}</translation>
    </message>
    <message>
        <source>is no text</source>
        <translation>ist kein Text</translation>
    </message>
    <message>
        <source>is no text: {0}</source>
        <translation>ist kein Text: {0}</translation>
    </message>
    <message>
        <source>is no whole number: {0}</source>
        <translation>ist keine ganze Zahl: {0}</translation>
    </message>
    <message>
        <source>is {0}</source>
        <translation>ist {0}</translation>
    </message>
    <message>
        <source>is {0}, neither yes nor no</source>
        <translation>ist {0}, weder ja noch nein</translation>
    </message>
    <message>
        <source>it begins as {0} does and goes on otherwise</source>
        <translation>sie beginnt wie {0} und geht anders weiter</translation>
    </message>
    <message>
        <source>it holds half a character, which no file or database can keep</source>
        <translation>es enthält ein halbes Zeichen, das keine Datei oder Datenbank speichern kann</translation>
    </message>
    <message>
        <source>it holds one of &lt; &gt; : &quot; / \ | ? * or a control character</source>
        <translation>er enthält eines von &lt; &gt; : &quot; / \ | ? * oder ein Steuerzeichen</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>er ist leer</translation>
    </message>
    <message>
        <source>it is longer than {0} characters</source>
        <translation>er ist länger als {0} Zeichen</translation>
    </message>
    <message>
        <source>it starts or ends with a dot</source>
        <translation>er beginnt oder endet mit einem Punkt</translation>
    </message>
    <message>
        <source>its image {0} is neither where the file says nor beside it nor inside it</source>
        <translation>ihr Bild {0} ist weder am angegebenen Ort noch neben ihr noch in ihr</translation>
    </message>
    <message>
        <source>its size is {0} x {1}</source>
        <translation>ihre Größe ist {0} x {1}</translation>
    </message>
    <message>
        <source>its text is in no encoding that is known; save it as UTF-8</source>
        <translation>ihr Text hat keine bekannte Kodierung; speichern Sie sie als UTF-8</translation>
    </message>
    <message>
        <source>kiosk.leave_key is no key: {0}</source>
        <translation>kiosk.leave_key ist keine Taste: {0}</translation>
    </message>
    <message>
        <source>mean IoU {0} against {1} of {2}, {3} (95 % interval {4} to {5})</source>
        <translation>mittlere IoU {0} gegen {1} ({2}), {3} (95-%-Intervall {4} bis {5})</translation>
    </message>
    <message>
        <source>most pixels are neither black nor white, so this is no mask</source>
        <translation>die meisten Pixel sind weder schwarz noch weiß, also ist dies keine Maske</translation>
    </message>
    <message>
        <source>must be a public key in one line, as samft keys new prints it</source>
        <translation>muss ein öffentlicher Schlüssel in einer Zeile sein, wie samft keys new ihn ausgibt</translation>
    </message>
    <message>
        <source>must be a whole path, as /srv/samft or D:\SAMFT</source>
        <translation>muss ein vollständiger Pfad sein, wie /srv/samft oder D:\SAMFT</translation>
    </message>
    <message>
        <source>must be an inspector&apos;s name, account:NAME or group:NAME</source>
        <translation>muss der Name eines Prüfers sein, account:NAME oder group:NAME</translation>
    </message>
    <message>
        <source>must be one key with its modifiers, as Ctrl+Alt+Shift+Q</source>
        <translation>muss eine Taste mit ihren Umschalttasten sein, wie Ctrl+Alt+Shift+Q</translation>
    </message>
    <message>
        <source>no archive</source>
        <translation>kein Archiv</translation>
    </message>
    <message>
        <source>no entry of a list</source>
        <translation>kein Eintrag einer Liste</translation>
    </message>
    <message>
        <source>no object</source>
        <translation>kein Objekt</translation>
    </message>
    <message>
        <source>no pixel of the mask is {0}, so its background cannot be told</source>
        <translation>kein Pixel der Maske ist {0}, daher ist ihr Hintergrund nicht erkennbar</translation>
    </message>
    <message>
        <source>on good images or beside known defects</source>
        <translation>auf guten Bildern oder neben bekannten Defekten</translation>
    </message>
    <message>
        <source>samft check names everything; samft restore brings a backup back.</source>
        <translation>samft check nennt alles; samft restore holt eine Sicherung zurück.</translation>
    </message>
    <message>
        <source>samft keys new makes keys; minisign&apos;s files work too.</source>
        <translation>samft keys new erzeugt Schlüssel; auch Dateien von minisign sind möglich.</translation>
    </message>
    <message>
        <source>samft restore --list names the backups.</source>
        <translation>samft restore --list nennt die Sicherungen.</translation>
    </message>
    <message>
        <source>says {0}</source>
        <translation>sagt {0}</translation>
    </message>
    <message>
        <source>the 16-bit colours cannot be decoded</source>
        <translation>die 16-Bit-Farben können nicht dekodiert werden</translation>
    </message>
    <message>
        <source>the base model</source>
        <translation>Basismodell</translation>
    </message>
    <message>
        <source>the content does not match its digest</source>
        <translation>der Inhalt passt nicht zu seiner Prüfsumme</translation>
    </message>
    <message>
        <source>the file names too few strips</source>
        <translation>die Datei nennt zu wenige Streifen</translation>
    </message>
    <message>
        <source>the mask has {0} x {1} pixels, its image {2} x {3}</source>
        <translation>die Maske hat {0} x {1} Pixel, ihr Bild {2} x {3}</translation>
    </message>
    <message>
        <source>the mask is empty</source>
        <translation>die Maske ist leer</translation>
    </message>
    <message>
        <source>the mask is missing</source>
        <translation>die Maske fehlt</translation>
    </message>
    <message>
        <source>the mask is transparent everywhere</source>
        <translation>die Maske ist überall durchsichtig</translation>
    </message>
    <message>
        <source>the number {0} is too large</source>
        <translation>die Zahl {0} ist zu groß</translation>
    </message>
    <message>
        <source>the picture inside the file cannot be read: {0}</source>
        <translation>das Bild in der Datei ist nicht lesbar: {0}</translation>
    </message>
    <message>
        <source>the picture inside the file is damaged: {0}</source>
        <translation>das Bild in der Datei ist beschädigt: {0}</translation>
    </message>
    <message>
        <source>the picture of a shape &apos;mask&apos; cannot be read: {0}</source>
        <translation>das Bild einer Form „mask“ ist nicht lesbar: {0}</translation>
    </message>
    <message>
        <source>the picture of a shape &apos;mask&apos; has {0} x {1} pixels, its points enclose {2} x {3}</source>
        <translation>das Bild einer Form „mask“ hat {0} x {1} Pixel, ihre Punkte umschließen {2} x {3}</translation>
    </message>
    <message>
        <source>the picture of a shape &apos;mask&apos; is larger than its image</source>
        <translation>das Bild einer Form „mask“ ist größer als ihr Bild</translation>
    </message>
    <message>
        <source>the points of a shape {0} are no pairs of numbers</source>
        <translation>die Punkte einer Form {0} sind keine Zahlenpaare</translation>
    </message>
    <message>
        <source>the policy of this PC switches it off</source>
        <translation>die Richtlinie dieses PCs schaltet sie ab</translation>
    </message>
    <message>
        <source>the text ends inside a run</source>
        <translation>der Text endet mitten in einem Lauf</translation>
    </message>
    <message>
        <source>the text is empty or holds a foreign character</source>
        <translation>der Text ist leer oder enthält ein fremdes Zeichen</translation>
    </message>
    <message>
        <source>they had forgotten too much</source>
        <translation>sie hatten zu viel vergessen</translation>
    </message>
    <message>
        <source>they harmed a class</source>
        <translation>sie schadeten einer Klasse</translation>
    </message>
    <message>
        <source>they listened less to corrections</source>
        <translation>sie achteten weniger auf Korrekturen</translation>
    </message>
    <message>
        <source>they looked past the box</source>
        <translation>sie sahen über den Rahmen hinaus</translation>
    </message>
    <message>
        <source>they lost on tight boxes</source>
        <translation>sie wurden bei engen Rahmen schlechter</translation>
    </message>
    <message>
        <source>they were not better</source>
        <translation>sie waren nicht besser</translation>
    </message>
    <message>
        <source>this PyTorch is a build without CUDA</source>
        <translation>dieses PyTorch ist ohne CUDA gebaut</translation>
    </message>
    <message>
        <source>too many files</source>
        <translation>zu viele Dateien</translation>
    </message>
    <message>
        <source>unknown compression</source>
        <translation>unbekannte Kompression</translation>
    </message>
    <message>
        <source>{0} The encoder runs on OpenVINO in single precision.</source>
        <translation>{0} Der Encoder läuft auf OpenVINO in einfacher Genauigkeit.</translation>
    </message>
    <message>
        <source>{0} The {1} encoder runs on PyTorch.</source>
        <translation>{0} Der {1}-Encoder läuft auf PyTorch.</translation>
    </message>
    <message>
        <source>{0} cannot name a defect class: {1}</source>
        <translation>{0} kann keine Defektklasse benennen: {1}</translation>
    </message>
    <message>
        <source>{0} cannot name a model version</source>
        <translation>{0} kann keine Modellversion benennen</translation>
    </message>
    <message>
        <source>{0} folds need at least {1} images of their own, there are {2}</source>
        <translation>{0} Teilungen brauchen mindestens {1} eigene Bilder, vorhanden: {2}</translation>
    </message>
    <message>
        <source>{0} image files are missing.</source>
        <translation>{0} Bilddateien fehlen.</translation>
    </message>
    <message>
        <source>{0} is no number</source>
        <translation>{0} ist keine Zahl</translation>
    </message>
    <message>
        <source>{0} leads outside the project&apos;s folder</source>
        <translation>{0} führt aus dem Ordner des Projekts hinaus</translation>
    </message>
    <message>
        <source>{0} of {1} images were held out; the measured weights are the ones that ship</source>
        <translation>{0} von {1} Bildern wurden zurückgehalten; die gemessenen Gewichte sind die ausgelieferten</translation>
    </message>
    <message>
        <source>{0}, and nothing was heard from there for {1} minutes</source>
        <translation>{0}, und von dort war seit {1} Minuten nichts zu hören</translation>
    </message>
    <message>
        <source>{0}: better beyond chance.</source>
        <translation>{0}: besser, über den Zufall hinaus.</translation>
    </message>
    <message>
        <source>{0}: better, but it may be chance. Accept more masks and fine-tune again.</source>
        <translation>{0}: besser, aber es kann Zufall sein. Akzeptieren Sie mehr Masken und stimmen Sie noch einmal fein ab.</translation>
    </message>
    <message>
        <source>{0}: fewer beyond chance.</source>
        <translation>{0}: weniger, über den Zufall hinaus.</translation>
    </message>
    <message>
        <source>{0}: it has forgotten too much; {1} is wanted.</source>
        <translation>{0}: Sie hat zu viel vergessen; verlangt ist {1}.</translation>
    </message>
    <message>
        <source>{0}: it has learnt to look past the box.</source>
        <translation>{0}: Sie hat gelernt, über den Rahmen hinauszusehen.</translation>
    </message>
    <message>
        <source>{0}: it listens less to corrections.</source>
        <translation>{0}: sie achtet weniger auf Korrekturen.</translation>
    </message>
    <message>
        <source>{0}: it obeys its box.</source>
        <translation>{0}: Sie hält sich an ihren Rahmen.</translation>
    </message>
    <message>
        <source>{0}: it still knows what the base model knows.</source>
        <translation>{0}: Sie weiß noch, was das Basismodell weiß.</translation>
    </message>
    <message>
        <source>{0}: less than the {1} that is wanted, but it may be chance.</source>
        <translation>{0}: weniger als die verlangten {1}, aber es kann Zufall sein.</translation>
    </message>
    <message>
        <source>{0}: no change beyond chance.</source>
        <translation>{0}: kein Unterschied über den Zufall hinaus.</translation>
    </message>
    <message>
        <source>{0}: no drift beyond chance.</source>
        <translation>{0}: keine Abweichung über den Zufall hinaus.</translation>
    </message>
    <message>
        <source>{0}: not better.</source>
        <translation>{0}: nicht besser.</translation>
    </message>
    <message>
        <source>{0}: worse beyond chance. Accept more masks of this class and fine-tune again.</source>
        <translation>{0}: schlechter, über den Zufall hinaus. Akzeptieren Sie mehr Masken dieser Klasse und stimmen Sie noch einmal fein ab.</translation>
    </message>
    <message>
        <source>{0}: worse, but it may be chance. Look at this class before you activate.</source>
        <translation>{0}: schlechter, aber es kann Zufall sein. Sehen Sie sich diese Klasse an, bevor Sie die Version einsetzen.</translation>
    </message>
</context>
<context>
    <name>hints</name>
    <message>
        <source>Add images: drop a folder here, or press {0}.</source>
        <translation>Bilder hinzufügen: Ziehen Sie einen Ordner hierher oder drücken Sie {0}.</translation>
    </message>
    <message>
        <source>Asking the model…</source>
        <translation>Das Modell wird gefragt…</translation>
    </message>
    <message>
        <source>Choose an image on the left.</source>
        <translation>Wählen Sie links ein Bild.</translation>
    </message>
    <message>
        <source>Correct with brush {0} and eraser {1}. {2} accepts, {3} takes back.</source>
        <translation>Mit Pinsel {0} und Radierer {1} korrigieren. {2} akzeptiert, {3} nimmt zurück.</translation>
    </message>
    <message>
        <source>Done. {0} shows the next image.</source>
        <translation>Fertig. {0} zeigt das nächste Bild.</translation>
    </message>
    <message>
        <source>Drag a box round a defect. No defect? {0} signs the image off as good.</source>
        <translation>Ziehen Sie einen Rahmen um einen Defekt. Kein Defekt? {0} zeichnet das Bild als gut ab.</translation>
    </message>
    <message>
        <source>Open a project, or drop a folder of images here.</source>
        <translation>Öffnen Sie ein Projekt oder ziehen Sie einen Ordner mit Bildern hierher.</translation>
    </message>
    <message>
        <source>The box is queued. {0}</source>
        <translation>Der Rahmen ist vorgemerkt. {0}</translation>
    </message>
    <message>
        <source>This image cannot be read. {0} shows the next one.</source>
        <translation>Dieses Bild kann nicht gelesen werden. {0} zeigt das nächste.</translation>
    </message>
    <message>
        <source>{0} accepts the masks as ground truth. Or drag a box round another defect.</source>
        <translation>{0} akzeptiert die Masken als Ground Truth. Oder ziehen Sie einen Rahmen um einen weiteren Defekt.</translation>
    </message>
    <message>
        <source>{0} approves, {1} returns with a comment. {2} leaves review mode.</source>
        <translation>{0} gibt frei, {1} gibt mit Bemerkung zurück. {2} verlässt den Prüfmodus.</translation>
    </message>
    <message>
        <source>{0} boxes wait: {1} takes all, {2} or a click takes the next in hand.</source>
        <translation>{0} Rahmen warten: {1} nimmt alle, {2} oder ein Klick wählt den nächsten.</translation>
    </message>
    <message>
        <source>{0} of {1} boxes answered. {2}</source>
        <translation>{0} von {1} Rahmen beantwortet. {2}</translation>
    </message>
    <message>
        <source>{0} takes the mask, {1} the base model&apos;s. Or {2} accepts at once.</source>
        <translation>{0} nimmt die Maske, {1} die des Basismodells. Oder {2} akzeptiert sofort.</translation>
    </message>
    <message>
        <source>{0} takes this box, {1} drops it, {2} goes to the next.</source>
        <translation>{0} nimmt diesen Rahmen, {1} verwirft ihn, {2} geht zum nächsten.</translation>
    </message>
    <message>
        <source>{0}, or Alt and the wheel, shows the next proposal. {1} takes the one shown.</source>
        <translation>{0} oder Alt und Mausrad zeigt den nächsten Vorschlag. {1} nimmt den gezeigten.</translation>
    </message>
</context>
<context>
    <name>history</name>
    <message>
        <source>The image could be read again</source>
        <translation>Das Bild war wieder lesbar</translation>
    </message>
    <message>
        <source>The image could not be read: {reason}</source>
        <translation>Das Bild war nicht lesbar: {reason}</translation>
    </message>
    <message>
        <source>The image file was changed outside SAMFT</source>
        <translation>Die Bilddatei wurde außerhalb von SAMFT geändert</translation>
    </message>
    <message>
        <source>{0} ({1} times)</source>
        <translation>{0} ({1}-mal)</translation>
    </message>
    <message>
        <source>{who} accepted one mask as ground truth: {of}</source>
        <translation>{who} hat eine Maske als Ground Truth akzeptiert: {of}</translation>
    </message>
    <message>
        <source>{who} accepted the masks as ground truth ({count})</source>
        <translation>{who} hat die Masken als Ground Truth akzeptiert ({count})</translation>
    </message>
    <message>
        <source>{who} added a mask as ground truth: {of}</source>
        <translation>{who} hat eine Maske als Ground Truth hinzugefügt: {of}</translation>
    </message>
    <message>
        <source>{who} added the image</source>
        <translation>{who} hat das Bild hinzugefügt</translation>
    </message>
    <message>
        <source>{who} approved the image</source>
        <translation>{who} hat das Bild freigegeben</translation>
    </message>
    <message>
        <source>{who} brought an object back: {of}</source>
        <translation>{who} hat ein Objekt zurückgeholt: {of}</translation>
    </message>
    <message>
        <source>{who} changed the box or the points of {of}</source>
        <translation>{who} hat Rahmen oder Punkte geändert: {of}</translation>
    </message>
    <message>
        <source>{who} changed the class from {before} to {after}</source>
        <translation>{who} hat die Klasse von {before} zu {after} geändert</translation>
    </message>
    <message>
        <source>{who} changed the mask of {of} from {before} to {after} px</source>
        <translation>{who} hat die Maske von {of} geändert: {before} zu {after} px</translation>
    </message>
    <message>
        <source>{who} deleted an object: {of}</source>
        <translation>{who} hat ein Objekt gelöscht: {of}</translation>
    </message>
    <message>
        <source>{who} made one mask a draft again: {of}</source>
        <translation>{who} hat eine Maske wieder zum Entwurf gemacht: {of}</translation>
    </message>
    <message>
        <source>{who} made the masks drafts again ({count})</source>
        <translation>{who} hat die Masken wieder zu Entwürfen gemacht ({count})</translation>
    </message>
    <message>
        <source>{who} marked a defect, so the image is no longer good</source>
        <translation>{who} hat einen Defekt markiert, also ist das Bild nicht mehr gut</translation>
    </message>
    <message>
        <source>{who} marked an object: {of}</source>
        <translation>{who} hat ein Objekt markiert: {of}</translation>
    </message>
    <message>
        <source>{who} put the image back into the project</source>
        <translation>{who} hat das Bild ins Projekt zurückgeholt</translation>
    </message>
    <message>
        <source>{who} put the image into the lot {lot}</source>
        <translation>{who} hat das Bild dem Los {lot} zugeordnet</translation>
    </message>
    <message>
        <source>{who} returned the image: {comment}</source>
        <translation>{who} hat das Bild zurückgegeben: {comment}</translation>
    </message>
    <message>
        <source>{who} said that the new file shows the same as the one before</source>
        <translation>{who} hat bestätigt, dass die neue Datei dasselbe zeigt wie die vorige</translation>
    </message>
    <message>
        <source>{who} said where the file is now: {path}</source>
        <translation>{who} hat den neuen Ort der Datei genannt: {path}</translation>
    </message>
    <message>
        <source>{who} signed the image off as good</source>
        <translation>{who} hat das Bild als gut abgezeichnet</translation>
    </message>
    <message>
        <source>{who} took the sign-off as good back</source>
        <translation>{who} hat das Abzeichnen als gut zurückgenommen</translation>
    </message>
    <message>
        <source>{who} took the verdict back</source>
        <translation>{who} hat die Entscheidung zurückgenommen</translation>
    </message>
</context>
<context>
    <name>menus</name>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Image</source>
        <translation>B&amp;ild</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>&amp;Modell</translation>
    </message>
    <message>
        <source>&amp;Project</source>
        <translation>&amp;Projekt</translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation>P&amp;rüfung</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>&amp;Werkzeuge</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
</context>
<context>
    <name>numbers</name>
    <message>
        <source>{0} %</source>
        <translation>{0} %</translation>
    </message>
    <message>
        <source>{0} h {1} min</source>
        <translation>{0} h {1} min</translation>
    </message>
    <message>
        <source>{0} min</source>
        <translation>{0} min</translation>
    </message>
    <message>
        <source>{0} s</source>
        <translation>{0} s</translation>
    </message>
</context>
<context>
    <name>preflight</name>
    <message>
        <source>Accept masks first: fine-tuning learns from them.</source>
        <translation>Akzeptieren Sie zuerst Masken: Daraus lernt die Feinabstimmung.</translation>
    </message>
    <message>
        <source>Approve masks first: fine-tuning learns from them.</source>
        <translation>Geben Sie zuerst Masken frei: Daraus lernt die Feinabstimmung.</translation>
    </message>
</context>
<context>
    <name>states</name>
    <message>
        <source>accepted</source>
        <translation>akzeptiert</translation>
    </message>
    <message>
        <source>approved</source>
        <translation>freigegeben</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>good, approved</source>
        <translation>gut, freigegeben</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>returned</source>
        <translation>zurückgegeben</translation>
    </message>
    <message>
        <source>to review</source>
        <translation>zu prüfen</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>nicht lesbar</translation>
    </message>
</context>
<context>
    <name>tour</name>
    <message>
        <source>Accept ({0}) makes the mask ground truth: the model learns from it, and no model ever changes it. An image without a defect is signed off as good ({1}).</source>
        <translation>Akzeptieren ({0}) macht die Maske zur Ground Truth: Das Modell lernt daraus, und kein Modell ändert sie je. Ein Bild ohne Defekt wird als gut abgezeichnet ({1}).</translation>
    </message>
    <message>
        <source>Accept it</source>
        <translation>Akzeptieren</translation>
    </message>
    <message>
        <source>Compare the answers</source>
        <translation>Antworten vergleichen</translation>
    </message>
    <message>
        <source>Correct the mask</source>
        <translation>Maske korrigieren</translation>
    </message>
    <message>
        <source>Draw a box</source>
        <translation>Rahmen ziehen</translation>
    </message>
    <message>
        <source>Fine-tune</source>
        <translation>Feinabstimmen</translation>
    </message>
    <message>
        <source>Look for something that does not belong on the glass.</source>
        <translation>Suchen Sie etwas, das nicht auf das Glas gehört.</translation>
    </message>
    <message>
        <source>Press the left button at one corner, drag to the other, and let go.</source>
        <translation>Drücken Sie an einer Ecke die linke Taste, ziehen Sie zur anderen und lassen Sie los.</translation>
    </message>
    <message>
        <source>That was the whole loop</source>
        <translation>Das war der ganze Ablauf</translation>
    </message>
    <message>
        <source>The base model&apos;s mask and your tuned version&apos;s, each with its score. Set them side by side ({0}), wipe between them ({1}), or mark where they differ ({2}).</source>
        <translation>Die Maske des Basismodells und die Ihrer abgestimmten Version, jede mit ihrem Score. Stellen Sie sie nebeneinander ({0}), wischen Sie zwischen ihnen ({1}) oder markieren Sie die Unterschiede ({2}).</translation>
    </message>
    <message>
        <source>The broken glass is marked.</source>
        <translation>Das gebrochene Glas ist markiert.</translation>
    </message>
    <message>
        <source>This button teaches the model your masks, on this PC. You can go on working meanwhile, or cancel. The new version is offered only if it is better on images it has not seen.</source>
        <translation>Diese Schaltfläche lehrt das Modell Ihre Masken, auf diesem PC. Sie können dabei weiterarbeiten oder abbrechen. Die neue Version wird nur angeboten, wenn sie auf Bildern besser ist, die sie nicht gesehen hat.</translation>
    </message>
    <message>
        <source>This is the base model&apos;s mask. Once you have fine-tuned, your own version&apos;s mask stands beside it. Until then look at three proposals of the base model: press {0}.</source>
        <translation>Das ist die Maske des Basismodells. Nach einer Feinabstimmung steht die Maske Ihrer eigenen Version daneben. Sehen Sie sich bis dahin drei Vorschläge des Basismodells an: Drücken Sie {0}.</translation>
    </message>
    <message>
        <source>Your own images: drop their folder on the window. {0} finds any command, {1} lists the keys. This tour stays in the Help menu.</source>
        <translation>Ihre eigenen Bilder: Ziehen Sie deren Ordner auf das Fenster. {0} findet jeden Befehl, {1} listet die Tasten. Diese Führung bleibt im Menü Hilfe.</translation>
    </message>
    <message>
        <source>{0} takes the mask. Then paint what is missing with the brush ({1}), and wipe off what is too much with the eraser ({2}). {3} takes a stroke back.</source>
        <translation>{0} nimmt die Maske. Malen Sie dann mit dem Pinsel ({1}), was fehlt, und wischen Sie mit dem Radierer ({2}) weg, was zu viel ist. {3} nimmt einen Strich zurück.</translation>
    </message>
</context>
<context>
    <name>versions</name>
    <message>
        <source>Base model</source>
        <translation>Basis</translation>
    </message>
    <message>
        <source>Tuned {0}</source>
        <translation>Abgestimmt {0}</translation>
    </message>
</context>
</TS>
