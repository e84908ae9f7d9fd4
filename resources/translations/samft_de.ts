<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en_US">
<context>
    <name></name>
    <message numerus="yes">
        <source>%n proposed drafts wait.</source>
        <translation>
            <numerusform>%n vorgeschlagener Entwurf wartet.</numerusform>
            <numerusform>%n vorgeschlagene Entwürfe warten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Right as they came: {0} of {1}; corrected: {2}; dropped: {3}.</source>
        <translation>Unverändert richtig: {0} von {1}; korrigiert: {2}; verworfen: {3}.</translation>
    </message>
</context>
<context>
    <name>BaseModelController</name>
    <message>
        <source>The base packs cannot be listed</source>
        <translation>Die Basispakete können nicht aufgelistet werden</translation>
    </message>
</context>
<context>
    <name>BoxProposalsController</name>
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
    <name>CanvasPresenter</name>
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
    <name>ClassController</name>
    <message numerus="yes">
        <source>%n images</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bildern</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n objects</source>
        <translation>
            <numerusform>%n Objekt</numerusform>
            <numerusform>%n Objekte</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n objects are of the class {0}</source>
        <translation>
            <numerusform>%n Objekt gehört zur Klasse {0}</numerusform>
            <numerusform>%n Objekte gehören zur Klasse {0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n objects have the class {0} now.</source>
        <translation>
            <numerusform>%n Objekt hat jetzt die Klasse {0}.</numerusform>
            <numerusform>%n Objekte haben jetzt die Klasse {0}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n objects were changed since and keep their class.</source>
        <translation>
            <numerusform>%n Objekt wurde seitdem geändert und behält seine Klasse.</numerusform>
            <numerusform>%n Objekte wurden seitdem geändert und behalten ihre Klasse.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them are ground truth and stay so, signed by you</source>
        <translation>
            <numerusform>%n davon ist Ground Truth und bleibt es, von Ihnen unterzeichnet</numerusform>
            <numerusform>%n davon sind Ground Truth und bleiben es, von Ihnen unterzeichnet</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Delete the class {0}?</source>
        <translation>Klasse {0} löschen?</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Zusammenführen</translation>
    </message>
    <message>
        <source>Merge {0} into {1}?</source>
        <translation>{0} mit {1} zusammenführen?</translation>
    </message>
    <message>
        <source>No object is of this class. A class of the same name can be added again.</source>
        <translation>Kein Objekt gehört zu dieser Klasse. Eine Klasse mit demselben Namen kann wieder angelegt werden.</translation>
    </message>
    <message>
        <source>Nothing was merged: an object of the class {0} is locked. Unlock it first.</source>
        <translation>Nichts wurde zusammengeführt: Ein Objekt der Klasse {0} ist gesperrt. Entsperren Sie es zuerst.</translation>
    </message>
    <message>
        <source>Objects with the class {3}: {0} on {1}. They get the class {2}, and {3} goes. No mask changes.</source>
        <translation>Objekte der Klasse {3}: {0} in {1}. Sie erhalten die Klasse {2}, und {3} entfällt. Keine Maske ändert sich.</translation>
    </message>
    <message>
        <source>The class cannot be deleted</source>
        <translation>Die Klasse kann nicht gelöscht werden</translation>
    </message>
    <message>
        <source>The class cannot be moved</source>
        <translation>Die Klasse kann nicht verschoben werden</translation>
    </message>
    <message>
        <source>The classes cannot be merged</source>
        <translation>Die Klassen können nicht zusammengeführt werden</translation>
    </message>
    <message>
        <source>The colour cannot be changed</source>
        <translation>Die Farbe kann nicht geändert werden</translation>
    </message>
    <message>
        <source>The merge cannot be taken back</source>
        <translation>Das Zusammenführen kann nicht zurückgenommen werden</translation>
    </message>
    <message>
        <source>Undo on the picture takes the merge back. Steps made before it can no longer be undone.</source>
        <translation>„Rückgängig“ auf dem Bild nimmt das Zusammenführen zurück. Schritte davor können nicht mehr rückgängig gemacht werden.</translation>
    </message>
    <message numerus="yes">
        <source>on %n images</source>
        <translation>
            <numerusform>in %n Bild</numerusform>
            <numerusform>in %n Bildern</numerusform>
        </translation>
    </message>
    <message>
        <source>{0}, {1}. Merge it into another class instead, or delete them first.</source>
        <translation>{0}, {1}. Führen Sie sie stattdessen mit einer anderen Klasse zusammen, oder löschen Sie die Objekte zuerst.</translation>
    </message>
    <message>
        <source>{0}. Approvals of their images are to be given anew.</source>
        <translation>{0}. Ihre Bilder müssen erneut freigegeben werden.</translation>
    </message>
</context>
<context>
    <name>ClassMenu</name>
    <message>
        <source>Brown</source>
        <translation>Braun</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Crimson</source>
        <translation>Karmesinrot</translation>
    </message>
    <message>
        <source>Dark blue</source>
        <translation>Dunkelblau</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <source>Lavender</source>
        <translation>Lavendel</translation>
    </message>
    <message>
        <source>Merge into</source>
        <translation>Zusammenführen mit</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Nach unten</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Nach oben</translation>
    </message>
    <message>
        <source>Plum</source>
        <translation>Pflaume</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Sand</source>
        <translation>Sand</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>Violett</translation>
    </message>
    <message>
        <source>White</source>
        <translation>Weiß</translation>
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
        <source>Search classes</source>
        <translation>Klassen suchen</translation>
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
    <name>Confirmations</name>
    <message numerus="yes">
        <source>%n are in the project already, by their file or pixels.</source>
        <translation>
            <numerusform>%n ist schon im Projekt, nach Datei oder Pixeln.</numerusform>
            <numerusform>%n sind schon im Projekt, nach Datei oder Pixeln.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n boxes wait for the model to draw in them.</source>
        <translation>
            <numerusform>%n Rahmen wartet darauf, dass das Modell eine Maske zeichnet.</numerusform>
            <numerusform>%n Rahmen warten darauf, dass das Modell Masken zeichnet.</numerusform>
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
        <source>%n masks of a model come in as drafts.</source>
        <translation>
            <numerusform>%n Maske eines Modells kommt als Entwurf herein.</numerusform>
            <numerusform>%n Masken eines Modells kommen als Entwürfe herein.</numerusform>
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
        <source>Take back</source>
        <translation>Zurücknehmen</translation>
    </message>
    <message>
        <source>Take the last import back?</source>
        <translation>Den letzten Import zurücknehmen?</translation>
    </message>
    <message>
        <source>Undo takes all of it back in one step.</source>
        <translation>Rückgängig nimmt alles in einem Schritt zurück.</translation>
    </message>
</context>
<context>
    <name>ContextMenus</name>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
</context>
<context>
    <name>DecisionController</name>
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
    <name>DisplayPanel</name>
    <message>
        <source>As taken</source>
        <translation>Wie aufgenommen</translation>
    </message>
    <message>
        <source>Brightness</source>
        <translation>Helligkeit</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
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
    <name>DraftQueueController</name>
    <message>
        <source>Go over all new images</source>
        <translation>Alle neuen Bilder durchgehen</translation>
    </message>
    <message>
        <source>No proposed draft waits.</source>
        <translation>Kein vorgeschlagener Entwurf wartet.</translation>
    </message>
    <message>
        <source>There is no new image without boxes.</source>
        <translation>Es gibt kein neues Bild ohne Rahmen.</translation>
    </message>
</context>
<context>
    <name>EditingController</name>
    <message>
        <source>Change class</source>
        <translation>Klasse ändern</translation>
    </message>
    <message>
        <source>Delete objects</source>
        <translation>Objekte löschen</translation>
    </message>
    <message>
        <source>The object is locked: unlock it first, then change it.</source>
        <translation>Das Objekt ist gesperrt: Entsperren Sie es, bevor Sie es ändern.</translation>
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
    <name>ExternalChangesController</name>
    <message>
        <source>The object is locked: unlock it first, then change it.</source>
        <translation>Das Objekt ist gesperrt: Entsperren Sie es, bevor Sie es ändern.</translation>
    </message>
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
    <name>FineTuningController</name>
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
        <source>Fine-tune</source>
        <translation>Feinabstimmen</translation>
    </message>
    <message>
        <source>Fine-tuning has failed.</source>
        <translation>Die Feinabstimmung ist fehlgeschlagen.</translation>
    </message>
    <message numerus="yes">
        <source>Fine-tuning has started by itself: %n masks are new.</source>
        <translation>
            <numerusform>Die Feinabstimmung hat von selbst begonnen: %n Maske ist neu.</numerusform>
            <numerusform>Die Feinabstimmung hat von selbst begonnen: %n Masken sind neu.</numerusform>
        </translation>
    </message>
    <message>
        <source>Fine-tuning is done: {0} is better.</source>
        <translation>Die Feinabstimmung ist fertig: {0} ist besser.</translation>
    </message>
    <message>
        <source>Fine-tuning is done: {0} is not offered.</source>
        <translation>Die Feinabstimmung ist fertig: {0} wird nicht angeboten.</translation>
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
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
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
        <source>The version cannot be put to use</source>
        <translation>Die Version kann nicht eingesetzt werden</translation>
    </message>
    <message>
        <source>There is nothing to roll back to</source>
        <translation>Es gibt nichts, wohin zurückgekehrt werden kann</translation>
    </message>
    <message>
        <source>This image belongs to the project that {0} was made in.</source>
        <translation>Dieses Bild gehört zu dem Projekt, in dem {0} entstanden ist.</translation>
    </message>
    <message>
        <source>This image is no longer in the project.</source>
        <translation>Dieses Bild ist nicht mehr im Projekt.</translation>
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
    <name>FineTuningPanel</name>
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
        <source>{0}, about {1} left</source>
        <translation>{0}, noch etwa {1}</translation>
    </message>
    <message>
        <source>{0}: {1}, {2} to learn from, {3} held out</source>
        <translation>{0}: {1}, {2} zum Lernen, {3} zurückgehalten</translation>
    </message>
</context>
<context>
    <name>GestureGuard</name>
    <message>
        <source>Hidden objects are shown again. Look at them, then repeat the step.</source>
        <translation>Ausgeblendete Objekte werden wieder angezeigt. Sehen Sie sie an und wiederholen Sie dann den Schritt.</translation>
    </message>
    <message>
        <source>Something is being drawn. Finish it first, or give it up with {0}.</source>
        <translation>Es wird gerade gezeichnet. Beenden Sie das zuerst, oder brechen Sie es mit {0} ab.</translation>
    </message>
    <message>
        <source>The masks are hidden just now. Release the key, look at them, then decide.</source>
        <translation>Die Masken sind gerade ausgeblendet. Lassen Sie die Taste los, sehen Sie sie an und entscheiden Sie dann.</translation>
    </message>
    <message>
        <source>This is the next picture. Look at it, then decide.</source>
        <translation>Dies ist das nächste Bild. Sehen Sie es sich an, dann entscheiden Sie.</translation>
    </message>
    <message>
        <source>What is shown has just changed. Look at it again, then repeat the step.</source>
        <translation>Die Anzeige hat sich gerade geändert. Sehen Sie noch einmal hin und wiederholen Sie dann den Schritt.</translation>
    </message>
</context>
<context>
    <name>GroundTruthNotesController</name>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Undone. {0}</source>
        <translation>Rückgängig gemacht. {0}</translation>
    </message>
    <message>
        <source>{0}: an accepted object is no longer ground truth.</source>
        <translation>{0}: Ein akzeptiertes Objekt ist nicht mehr Ground Truth.</translation>
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
    <name>ImageFileDialogs</name>
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
    <name>ImageFilesController</name>
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
    <name>ImageProblem</name>
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
</context>
<context>
    <name>LicenceDialog</name>
    <message>
        <source>Accept the licence and add</source>
        <translation>Lizenz annehmen und hinzufügen</translation>
    </message>
    <message>
        <source>Add the base model {0}?</source>
        <translation>Basismodell {0} hinzufügen?</translation>
    </message>
    <message>
        <source>By {0}, under the licence {1}:</source>
        <translation>Von {0}, unter der Lizenz {1}:</translation>
    </message>
    <message>
        <source>From {0}</source>
        <translation>Von {0}</translation>
    </message>
    <message>
        <source>The licence</source>
        <translation>Die Lizenz</translation>
    </message>
    <message>
        <source>The pack is checked before it counts as installed. This takes a while.</source>
        <translation>Das Paket wird geprüft, bevor es als installiert gilt. Das dauert eine Weile.</translation>
    </message>
</context>
<context>
    <name>LossCurves</name>
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
    <name>MaskChoiceController</name>
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
    <name>NavigationController</name>
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
    <name>Navigator</name>
    <message>
        <source>Navigator</source>
        <translation>Navigator</translation>
    </message>
    <message>
        <source>Press or drag to go there.</source>
        <translation>Drücken oder ziehen, um dorthin zu gehen.</translation>
    </message>
</context>
<context>
    <name>NewProjectDialog</name>
    <message>
        <source>Make the project</source>
        <translation>Projekt anlegen</translation>
    </message>
    <message>
        <source>Model versions fit only the base model that they were tuned from. It can be changed later: Change base model… in the menu.</source>
        <translation>Modellversionen passen nur zu dem Basismodell, aus dem sie abgestimmt wurden. Es lässt sich später ändern: „Basismodell wechseln…“ im Menü.</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>Neues Projekt</translation>
    </message>
    <message>
        <source>New project {0}</source>
        <translation>Neues Projekt {0}</translation>
    </message>
    <message>
        <source>Which base model shall it use?</source>
        <translation>Welches Basismodell soll es verwenden?</translation>
    </message>
    <message>
        <source>comes with SAMFT</source>
        <translation>gehört zu SAMFT</translation>
    </message>
</context>
<context>
    <name>ObjectsController</name>
    <message numerus="yes">
        <source>%n objects added as drafts. Correct them, then accept.</source>
        <translation>
            <numerusform>%n Objekt als Entwurf hinzugefügt. Korrigieren Sie es und akzeptieren Sie dann.</numerusform>
            <numerusform>%n Objekte als Entwürfe hinzugefügt. Korrigieren Sie sie und akzeptieren Sie dann.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n objects copied. Paste them here or on another image.</source>
        <translation>
            <numerusform>%n Objekt kopiert. Fügen Sie es hier oder in einem anderen Bild ein.</numerusform>
            <numerusform>%n Objekte kopiert. Fügen Sie sie hier oder in einem anderen Bild ein.</numerusform>
        </translation>
    </message>
    <message>
        <source>Duplicate objects</source>
        <translation>Objekte duplizieren</translation>
    </message>
    <message>
        <source>Lock objects</source>
        <translation>Objekte sperren</translation>
    </message>
    <message>
        <source>Merged. All of it is of the class {0} now.</source>
        <translation>Zusammengeführt. Alles gehört jetzt zur Klasse {0}.</translation>
    </message>
    <message>
        <source>Nothing was added: the objects lie outside this image.</source>
        <translation>Nichts hinzugefügt: Die Objekte liegen außerhalb dieses Bildes.</translation>
    </message>
    <message>
        <source>Paste objects</source>
        <translation>Objekte einfügen</translation>
    </message>
    <message numerus="yes">
        <source>Split into %n objects.</source>
        <translation>
            <numerusform>In %n Objekt geteilt.</numerusform>
            <numerusform>In %n Objekte geteilt.</numerusform>
        </translation>
    </message>
    <message>
        <source>The object has {0} pieces. Take the specks away first; up to {1} are split.</source>
        <translation>Das Objekt besteht aus {0} Teilen. Entfernen Sie zuerst die kleinen Flecken; bis zu {1} Teile werden getrennt.</translation>
    </message>
    <message>
        <source>The object is of one piece: there is nothing to split.</source>
        <translation>Das Objekt besteht aus einem Teil: Es gibt nichts zu teilen.</translation>
    </message>
    <message>
        <source>This is the last image.</source>
        <translation>Dies ist das letzte Bild.</translation>
    </message>
    <message>
        <source>Unlock objects</source>
        <translation>Objekte entsperren</translation>
    </message>
</context>
<context>
    <name>ObjectsPanel</name>
    <message>
        <source>As drawn</source>
        <translation>Wie gezeichnet</translation>
    </message>
    <message>
        <source>By class</source>
        <translation>Nach Klasse</translation>
    </message>
    <message>
        <source>By {0}, {1}</source>
        <translation>Von {0}, {1}</translation>
    </message>
    <message>
        <source>Class or state</source>
        <translation>Klasse oder Zustand</translation>
    </message>
    <message>
        <source>Drafts first</source>
        <translation>Entwürfe zuerst</translation>
    </message>
    <message>
        <source>Filter objects</source>
        <translation>Objekte filtern</translation>
    </message>
    <message>
        <source>Largest first</source>
        <translation>Größte zuerst</translation>
    </message>
    <message>
        <source>Middle at x {0}, y {1}</source>
        <translation>Mitte bei x {0}, y {1}</translation>
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
        <source>Sort objects</source>
        <translation>Objekte sortieren</translation>
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
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>gesperrt</translation>
    </message>
    <message>
        <source>{0} mm²</source>
        <translation>{0} mm²</translation>
    </message>
    <message>
        <source>{0} px</source>
        <translation>{0} px</translation>
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
        <source>Look at its licence all the same</source>
        <translation>Lizenz trotzdem ansehen</translation>
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
        <source>SAMFT {0} is installed. It is used from the next start on.</source>
        <translation>SAMFT {0} ist installiert. Es wird ab dem nächsten Start verwendet.</translation>
    </message>
    <message>
        <source>Signed by {0}.</source>
        <translation>Signiert von {0}.</translation>
    </message>
    <message>
        <source>The base model {0} is installed. New projects can use it from now on.</source>
        <translation>Das Basismodell {0} ist installiert. Neue Projekte können es ab jetzt verwenden.</translation>
    </message>
    <message>
        <source>The base pack cannot be added</source>
        <translation>Das Basispaket kann nicht hinzugefügt werden</translation>
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
    <name>PendingPrompts</name>
    <message numerus="yes">
        <source>%n boxes are still waiting: take or drop them first.</source>
        <translation>
            <numerusform>%n Rahmen wartet noch: Übernehmen oder verwerfen Sie ihn zuerst.</numerusform>
            <numerusform>%n Rahmen warten noch: Übernehmen oder verwerfen Sie sie zuerst.</numerusform>
        </translation>
    </message>
    <message>
        <source>The current box has no mask: {0} drops it.</source>
        <translation>Der aktuelle Rahmen hat keine Maske: {0} verwirft ihn.</translation>
    </message>
    <message>
        <source>The current mask is not taken yet: {0} takes it, {1} drops it. Nothing is decided before that.</source>
        <translation>Die aktuelle Maske ist noch nicht übernommen: {0} übernimmt sie, {1} verwirft sie. Vorher wird nichts entschieden.</translation>
    </message>
    <message>
        <source>The model is still being asked about the current box. Wait for its mask.</source>
        <translation>Das Modell wird noch nach dem aktuellen Rahmen gefragt. Warten Sie auf seine Maske.</translation>
    </message>
    <message>
        <source>{0} takes all, {1} drops all.</source>
        <translation>{0} übernimmt alle, {1} verwirft alle.</translation>
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
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Follow the system</source>
        <translation>Wie das System</translation>
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
        <source>No preference has these words.</source>
        <translation>Keine Einstellung enthält diese Wörter.</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Search preferences</source>
        <translation>Einstellungen durchsuchen</translation>
    </message>
    <message>
        <source>Written beside every change.</source>
        <translation>Steht neben jeder Änderung.</translation>
    </message>
    <message>
        <source>You and the window</source>
        <translation>Sie und das Fenster</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>Ihr Name</translation>
    </message>
</context>
<context>
    <name>PrefetchController</name>
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
    <name>ProgramHandlers</name>
    <message>
        <source>About SAMFT</source>
        <translation>Über SAMFT</translation>
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
        <source>not running</source>
        <translation>läuft nicht</translation>
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
        <source>%n objects measured</source>
        <translation>
            <numerusform>%n Objekt vermessen</numerusform>
            <numerusform>%n Objekte vermessen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>, %n boxes that wait</source>
        <translation>
            <numerusform>, %n wartender Rahmen</numerusform>
            <numerusform>, %n wartende Rahmen</numerusform>
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
        <source>, %n drafts</source>
        <translation>
            <numerusform>, %n Entwurf</numerusform>
            <numerusform>, %n Entwürfe</numerusform>
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
    <message>
        <source>A pixel is {0} mm wide now, on all images of the project.</source>
        <translation>Ein Pixel ist jetzt {0} mm breit, in allen Bildern des Projekts.</translation>
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
        <source>Export measures</source>
        <translation>Maße exportieren</translation>
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
        <source>The class cannot be used</source>
        <translation>Die Klasse kann nicht verwendet werden</translation>
    </message>
    <message>
        <source>The export did not finish</source>
        <translation>Der Export wurde nicht fertig</translation>
    </message>
    <message>
        <source>The import did not finish</source>
        <translation>Der Import wurde nicht fertig</translation>
    </message>
    <message>
        <source>The measures cannot be written</source>
        <translation>Die Maße können nicht geschrieben werden</translation>
    </message>
    <message>
        <source>The project cannot be opened</source>
        <translation>Das Projekt kann nicht geöffnet werden</translation>
    </message>
    <message>
        <source>The project has no scale now: objects are measured in pixels.</source>
        <translation>Das Projekt hat jetzt keinen Maßstab: Objekte werden in Pixeln gemessen.</translation>
    </message>
    <message>
        <source>The sample project cannot be opened</source>
        <translation>Das Beispielprojekt kann nicht geöffnet werden</translation>
    </message>
    <message>
        <source>The scale cannot be set</source>
        <translation>Der Maßstab kann nicht festgelegt werden</translation>
    </message>
    <message>
        <source>This cannot be added</source>
        <translation>Dies kann nicht hinzugefügt werden</translation>
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
        <source>Written to {1}: {0}.</source>
        <translation>Geschrieben nach {1}: {0}.</translation>
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
    <name>ProjectHandlers</name>
    <message>
        <source>Add the images of a folder</source>
        <translation>Bilder eines Ordners hinzufügen</translation>
    </message>
    <message>
        <source>Choose a folder of images</source>
        <translation>Ordner mit Bildern wählen</translation>
    </message>
    <message>
        <source>Export ground truth</source>
        <translation>Ground Truth exportieren</translation>
    </message>
    <message>
        <source>Export into an empty folder</source>
        <translation>In einen leeren Ordner exportieren</translation>
    </message>
    <message>
        <source>How many millimetres is a pixel wide? 0: not known.</source>
        <translation>Wie viele Millimeter ist ein Pixel breit? 0: nicht bekannt.</translation>
    </message>
    <message>
        <source>In which format?</source>
        <translation>In welchem Format?</translation>
    </message>
    <message>
        <source>Open a project or a folder of images</source>
        <translation>Projekt oder Ordner mit Bildern öffnen</translation>
    </message>
    <message>
        <source>Set the scale</source>
        <translation>Maßstab festlegen</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>Write the measures of all accepted objects</source>
        <translation>Maße aller akzeptierten Objekte schreiben</translation>
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
        <source>Accepted</source>
        <translation>Akzeptiert</translation>
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
        <source>Before: {0}</source>
        <translation>Vorher: {0}</translation>
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
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Details: why not?</source>
        <translation>Details: warum nicht?</translation>
    </message>
    <message>
        <source>For scale: ellipse {0}, filled box {1}</source>
        <translation>Zum Vergleich: Ellipse {0}, gefüllter Rahmen {1}</translation>
    </message>
    <message>
        <source>Gained most</source>
        <translation>Am stärksten verbessert</translation>
    </message>
    <message>
        <source>Go to {0}</source>
        <translation>Zu {0} gehen</translation>
    </message>
    <message>
        <source>Got worse</source>
        <translation>Schlechter geworden</translation>
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
        <source>Not good yet</source>
        <translation>Noch nicht gut</translation>
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
        <source>Put {0} to use</source>
        <translation>{0} einsetzen</translation>
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
        <source>The worst now</source>
        <translation>Jetzt am schlechtesten</translation>
    </message>
    <message>
        <source>Worst tenth</source>
        <translation>Schlechtestes Zehntel</translation>
    </message>
    <message>
        <source>{0}: IoU {1}, before {2}</source>
        <translation>{0}: IoU {1}, vorher {2}</translation>
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
        <source>Review  ·  {0} waiting</source>
        <translation>Prüfung  ·  {0} warten</translation>
    </message>
    <message>
        <source>Say what is to be changed, then press Enter.</source>
        <translation>Sagen Sie, was zu ändern ist, und drücken Sie Eingabe.</translation>
    </message>
    <message>
        <source>Send back</source>
        <translation>Zurückschicken</translation>
    </message>
    <message>
        <source>Sent back by {0}, {1}</source>
        <translation>Zurückgeschickt von {0}, {1}</translation>
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
    <name>RunNotice</name>
    <message>
        <source>Close the notice</source>
        <translation>Mitteilung schließen</translation>
    </message>
    <message>
        <source>See the result</source>
        <translation>Ergebnis ansehen</translation>
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
        <source>The project is busy: another program is writing. Your change waits for it…</source>
        <translation>Das Projekt ist beschäftigt: Ein anderes Programm schreibt gerade. Ihre Änderung wartet darauf…</translation>
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
    <name>ToolHandlers</name>
    <message>
        <source>No object is selected to take away from: click one first.</source>
        <translation>Es ist kein Objekt ausgewählt, von dem etwas abgezogen werden kann: Klicken Sie zuerst eines an.</translation>
    </message>
</context>
<context>
    <name>ToolStrip</name>
    <message>
        <source>Brush size in pixels</source>
        <translation>Pinselgröße in Pixeln</translation>
    </message>
    <message>
        <source>Tools above</source>
        <translation>Werkzeuge darüber</translation>
    </message>
    <message>
        <source>Tools below</source>
        <translation>Werkzeuge darunter</translation>
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
        <translation>Masken für die Führung wegnehmen</translation>
    </message>
    <message>
        <source>The masks that the tour took away are not back</source>
        <translation>Die Masken, die die Führung weggenommen hat, sind nicht zurück</translation>
    </message>
    <message>
        <source>The tour cannot take the masks of this image away</source>
        <translation>Die Führung kann die Masken dieses Bildes nicht wegnehmen</translation>
    </message>
    <message>
        <source>Tour: step {0} of {1}</source>
        <translation>Führung: Schritt {0} von {1}</translation>
    </message>
</context>
<context>
    <name>UndoImportController</name>
    <message numerus="yes">
        <source>%n images</source>
        <translation>
            <numerusform>%n Bild</numerusform>
            <numerusform>%n Bilder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n stay, they were worked on since: {0}</source>
        <translation>
            <numerusform>%n bleibt, weil seitdem daran gearbeitet wurde: {0}</numerusform>
            <numerusform>%n bleiben, weil seitdem daran gearbeitet wurde: {0}</numerusform>
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
    <message>
        <source>. {0}</source>
        <translation>. {0}</translation>
    </message>
    <message>
        <source>Brought in by {0}, {1}.</source>
        <translation>Hereingebracht von {0}, {1}.</translation>
    </message>
    <message>
        <source>Nothing of the last import can be taken back any more.</source>
        <translation>Vom letzten Import lässt sich nichts mehr zurücknehmen.</translation>
    </message>
    <message>
        <source>The image files stay where they are. To have all of it back, import the folder again.</source>
        <translation>Die Bilddateien bleiben, wo sie sind. Um alles wiederzubekommen, importieren Sie den Ordner erneut.</translation>
    </message>
    <message>
        <source>The import cannot be taken back</source>
        <translation>Der Import kann nicht zurückgenommen werden</translation>
    </message>
    <message>
        <source>The import was taken back: {0}</source>
        <translation>Der Import wurde zurückgenommen: {0}</translation>
    </message>
    <message>
        <source>These go: {0}.</source>
        <translation>Entfernt werden: {0}.</translation>
    </message>
    <message>
        <source>{0}.</source>
        <translation>{0}.</translation>
    </message>
</context>
<context>
    <name>UndoNote</name>
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
        <source>Put to use</source>
        <translation>Einsetzen</translation>
    </message>
    <message>
        <source>Put {0} to use</source>
        <translation>{0} einsetzen</translation>
    </message>
    <message>
        <source>Roll back</source>
        <translation>Zurückkehren</translation>
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
    <name>WaitingBoxesController</name>
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
    <name>WaitingBoxesPanel</name>
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
    <name>WallController</name>
    <message numerus="yes">
        <source>%n are locked and stay as they are.</source>
        <translation>
            <numerusform>%n ist gesperrt und bleibt unverändert.</numerusform>
            <numerusform>%n sind gesperrt und bleiben unverändert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n images are approved as they are.</source>
        <translation>
            <numerusform>%n Bild wird unverändert freigegeben.</numerusform>
            <numerusform>%n Bilder werden unverändert freigegeben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lines written to {0}</source>
        <translation>
            <numerusform>%n Zeile nach {0} geschrieben</numerusform>
            <numerusform>%n Zeilen nach {0} geschrieben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n masks become drafts again.</source>
        <translation>
            <numerusform>%n Maske wird wieder Entwurf.</numerusform>
            <numerusform>%n Masken werden wieder Entwürfe.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n masks go with them.</source>
        <translation>
            <numerusform>%n Maske wird mit entfernt.</numerusform>
            <numerusform>%n Masken werden mit entfernt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n objects get another class.</source>
        <translation>
            <numerusform>%n Objekt erhält eine andere Klasse.</numerusform>
            <numerusform>%n Objekte erhalten eine andere Klasse.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of the selected images stay as they are.</source>
        <translation>
            <numerusform>%n der ausgewählten Bilder bleibt unverändert.</numerusform>
            <numerusform>%n der ausgewählten Bilder bleiben unverändert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them are ground truth and become drafts until accepted anew.</source>
        <translation>
            <numerusform>%n davon ist Ground Truth und wird Entwurf, bis es neu akzeptiert wird.</numerusform>
            <numerusform>%n davon sind Ground Truth und werden Entwürfe, bis sie neu akzeptiert werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Approve</source>
        <translation>Freigeben</translation>
    </message>
    <message numerus="yes">
        <source>Approve %n images?</source>
        <translation>
            <numerusform>%n Bild freigeben?</numerusform>
            <numerusform>%n Bilder freigeben?</numerusform>
        </translation>
    </message>
    <message>
        <source>Change class</source>
        <translation>Klasse ändern</translation>
    </message>
    <message>
        <source>Export counts</source>
        <translation>Anzahlen exportieren</translation>
    </message>
    <message>
        <source>Move to a lot</source>
        <translation>Einem Los zuordnen</translation>
    </message>
    <message>
        <source>None of these images is accepted or signed off as good.</source>
        <translation>Keines dieser Bilder ist akzeptiert oder als gut abgezeichnet.</translation>
    </message>
    <message>
        <source>None of these images waits for your approval.</source>
        <translation>Keines dieser Bilder wartet auf Ihre Freigabe.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message numerus="yes">
        <source>Remove %n images from the project?</source>
        <translation>
            <numerusform>%n Bild aus dem Projekt entfernen?</numerusform>
            <numerusform>%n Bilder aus dem Projekt entfernen?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Send back %n images</source>
        <translation>
            <numerusform>%n Bild zurückschicken</numerusform>
            <numerusform>%n Bilder zurückschicken</numerusform>
        </translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>The counts cannot be exported</source>
        <translation>Die Anzahlen können nicht exportiert werden</translation>
    </message>
    <message>
        <source>The files stay where they are.</source>
        <translation>Die Dateien bleiben, wo sie sind.</translation>
    </message>
    <message>
        <source>There is no object on these images that could get another class.</source>
        <translation>Auf diesen Bildern gibt es kein Objekt, das eine andere Klasse erhalten könnte.</translation>
    </message>
    <message>
        <source>This image has not been prepared yet. Open it, or prepare all images first.</source>
        <translation>Dieses Bild ist noch nicht vorbereitet. Öffnen Sie es oder bereiten Sie zuerst alle Bilder vor.</translation>
    </message>
    <message>
        <source>What is to be changed?</source>
        <translation>Was soll geändert werden?</translation>
    </message>
    <message numerus="yes">
        <source>Which lot are these %n images of?</source>
        <translation>
            <numerusform>Aus welchem Los ist dieses %n Bild?</numerusform>
            <numerusform>Aus welchem Los sind diese %n Bilder?</numerusform>
        </translation>
    </message>
    <message>
        <source>{0}: done. Undo takes it back.</source>
        <translation>{0}: erledigt. Rückgängig nimmt es zurück.</translation>
    </message>
</context>
<context>
    <name>WallCounts</name>
    <message>
        <source>By day</source>
        <translation>Nach Tag</translation>
    </message>
    <message>
        <source>By inspector</source>
        <translation>Nach Prüfer</translation>
    </message>
    <message>
        <source>Objects by class</source>
        <translation>Objekte nach Klasse</translation>
    </message>
</context>
<context>
    <name>WallFilters</name>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>All classes</source>
        <translation>Alle Klassen</translation>
    </message>
    <message>
        <source>All inspectors</source>
        <translation>Alle Prüfer</translation>
    </message>
    <message>
        <source>All lots</source>
        <translation>Alle Lose</translation>
    </message>
    <message>
        <source>Any day</source>
        <translation>Jeder Tag</translation>
    </message>
    <message>
        <source>Any score</source>
        <translation>Jede Bewertung</translation>
    </message>
    <message>
        <source>Any size</source>
        <translation>Jede Größe</translation>
    </message>
    <message>
        <source>Any state</source>
        <translation>Jeder Zustand</translation>
    </message>
    <message>
        <source>As added</source>
        <translation>Wie hinzugefügt</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Doubles</source>
        <translation>Doppelte</translation>
    </message>
    <message>
        <source>From </source>
        <comment>size of a defect</comment>
        <translation>Ab </translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>Prüfer</translation>
    </message>
    <message>
        <source>Largest defect</source>
        <translation>Größter Defekt</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Letzte 30 Tage</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Last changed</source>
        <translation>Zuletzt geändert</translation>
    </message>
    <message>
        <source>Least size of a defect in pixels</source>
        <translation>Mindestgröße eines Defekts in Pixeln</translation>
    </message>
    <message>
        <source>Least sure</source>
        <translation>Unsicherste zuerst</translation>
    </message>
    <message>
        <source>Lot</source>
        <translation>Los</translation>
    </message>
    <message>
        <source>No lot</source>
        <translation>Kein Los</translation>
    </message>
    <message>
        <source>Only images with the same pixels as another one</source>
        <translation>Nur Bilder mit denselben Pixeln wie ein anderes</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Bewertung</translation>
    </message>
    <message>
        <source>Score below {0}</source>
        <translation>Bewertung unter {0}</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
</context>
<context>
    <name>WallPanel</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n ausgewählt</numerusform>
            <numerusform>%n ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Approve…</source>
        <translation>Freigeben…</translation>
    </message>
    <message>
        <source>Back to the picture</source>
        <translation>Zurück zum Bild</translation>
    </message>
    <message>
        <source>Change class…</source>
        <translation>Klasse ändern…</translation>
    </message>
    <message>
        <source>Export counts…</source>
        <translation>Anzahlen exportieren…</translation>
    </message>
    <message>
        <source>More like this</source>
        <translation>Ähnliche</translation>
    </message>
    <message>
        <source>Move to a lot…</source>
        <translation>Einem Los zuordnen…</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen…</translation>
    </message>
    <message>
        <source>Send back…</source>
        <translation>Zurückschicken…</translation>
    </message>
    <message>
        <source>Usual order</source>
        <translation>Übliche Reihenfolge</translation>
    </message>
    <message>
        <source>{0} of {1} images</source>
        <translation>{0} von {1} Bildern</translation>
    </message>
</context>
<context>
    <name>WallView</name>
    <message>
        <source>All images</source>
        <translation>Alle Bilder</translation>
    </message>
</context>
<context>
    <name>WayBack</name>
    <message>
        <source>Show everything again</source>
        <translation>Alles wieder anzeigen</translation>
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
        <source>Copy the object</source>
        <translation>Objekt kopieren</translation>
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
        <source>Duplicate the object</source>
        <translation>Objekt duplizieren</translation>
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
        <source>Export measures as a table…</source>
        <translation>Maße als Tabelle exportieren…</translation>
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
        <source>Fit the selection to the window</source>
        <translation>Auswahl ins Fenster einpassen</translation>
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
        <source>Hide the object</source>
        <translation>Objekt ausblenden</translation>
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
        <source>Keep the zoom between images</source>
        <translation>Zoom zwischen Bildern beibehalten</translation>
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
        <source>Leave other objects&apos; pixels</source>
        <translation>Pixel anderer Objekte nicht übermalen</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>List of images</source>
        <translation>Bilderliste</translation>
    </message>
    <message>
        <source>Locate folder…</source>
        <translation>Ordner suchen…</translation>
    </message>
    <message>
        <source>Lock the object</source>
        <translation>Objekt sperren</translation>
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
        <source>Merge the selected objects</source>
        <translation>Ausgewählte Objekte zusammenführen</translation>
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
        <source>Navigator</source>
        <translation>Navigator</translation>
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
        <source>Next proposed draft, the least sure first</source>
        <translation>Nächster vorgeschlagener Entwurf, der unsicherste zuerst</translation>
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
        <source>Paste as a draft</source>
        <translation>Als Entwurf einfügen</translation>
    </message>
    <message>
        <source>Paste on the next image as a draft</source>
        <translation>Im nächsten Bild als Entwurf einfügen</translation>
    </message>
    <message>
        <source>Picture alone</source>
        <translation>Nur das Bild</translation>
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
        <source>Propose drafts on all new images</source>
        <translation>Entwürfe auf allen neuen Bildern vorschlagen</translation>
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
        <source>Send the image back with a comment</source>
        <translation>Bild mit Bemerkung zurückschicken</translation>
    </message>
    <message>
        <source>Set the lot…</source>
        <translation>Los setzen…</translation>
    </message>
    <message>
        <source>Set the scale…</source>
        <translation>Maßstab festlegen…</translation>
    </message>
    <message>
        <source>Show all objects</source>
        <translation>Alle Objekte anzeigen</translation>
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
        <source>Side panel</source>
        <translation>Seitenleiste</translation>
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
        <source>Split into parts</source>
        <translation>In Teile trennen</translation>
    </message>
    <message>
        <source>Take all boxes</source>
        <translation>Alle Rahmen nehmen</translation>
    </message>
    <message>
        <source>Take the last import back…</source>
        <translation>Letzten Import zurücknehmen…</translation>
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
        <source>The right button adds. Shift draws straight on from the stroke before.</source>
        <translation>Die rechte Maustaste fügt hinzu. Mit Umschalt wird gerade vom letzten Strich aus weitergezeichnet.</translation>
    </message>
    <message>
        <source>The right button takes away. Shift draws straight on from the stroke before.</source>
        <translation>Die rechte Maustaste nimmt weg. Mit Umschalt wird gerade vom letzten Strich aus weitergezeichnet.</translation>
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
        <source>Unlock the object</source>
        <translation>Objekt entsperren</translation>
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
        <source>Wall of all images</source>
        <translation>Wand mit allen Bildern</translation>
    </message>
    <message>
        <source>What is drawn then never covers another object.</source>
        <translation>Was dann gezeichnet wird, verdeckt nie ein anderes Objekt.</translation>
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
        <source>Approve images</source>
        <translation>Bilder freigeben</translation>
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
        <source>Lock object</source>
        <translation>Objekt sperren</translation>
    </message>
    <message>
        <source>Merge objects</source>
        <translation>Objekte zusammenführen</translation>
    </message>
    <message>
        <source>Move to a lot</source>
        <translation>Einem Los zuordnen</translation>
    </message>
    <message>
        <source>Put boxes</source>
        <translation>Rahmen setzen</translation>
    </message>
    <message>
        <source>Remove images</source>
        <translation>Bilder entfernen</translation>
    </message>
    <message>
        <source>Remove islands</source>
        <translation>Inseln entfernen</translation>
    </message>
    <message>
        <source>Return images</source>
        <translation>Bilder zurückschicken</translation>
    </message>
    <message>
        <source>Send back</source>
        <translation>Zurückschicken</translation>
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
        <source>Split into parts</source>
        <translation>In Teile trennen</translation>
    </message>
    <message>
        <source>Take back good</source>
        <translation>„Gut“ zurücknehmen</translation>
    </message>
    <message>
        <source>Unlock object</source>
        <translation>Objekt entsperren</translation>
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
        <source>Choose images with Shift or Ctrl, then act on all of them. Return opens one, Esc leaves.</source>
        <translation>Wählen Sie Bilder mit Umschalt oder Strg und bearbeiten Sie sie gemeinsam. Eingabe öffnet eines, Esc verlässt die Wand.</translation>
    </message>
    <message>
        <source>Correct with brush {0} and eraser {1}. {2} accepts, {3} takes back.</source>
        <translation>Mit Pinsel {0} und Radierer {1} korrigieren. {2} akzeptiert, {3} nimmt zurück.</translation>
    </message>
    <message>
        <source>Done. This is the last image.</source>
        <translation>Fertig. Dies ist das letzte Bild.</translation>
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
        <source>{0} approves, {1} sends the image back with a comment. {2} leaves review mode.</source>
        <translation>{0} gibt frei, {1} schickt das Bild mit Bemerkung zurück. {2} verlässt den Prüfmodus.</translation>
    </message>
    <message>
        <source>{0} boxes wait: {1} takes all, {2} or a click chooses the next one.</source>
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
    <name>preferences</name>
    <message>
        <source>A note on the picture stays for</source>
        <translation>Ein Hinweis auf dem Bild bleibt</translation>
    </message>
    <message>
        <source>A run then takes less time. Never on battery.</source>
        <translation>Ein Lauf dauert dann kürzer. Nie im Akkubetrieb.</translation>
    </message>
    <message>
        <source>A sound where something cannot be done</source>
        <translation>Ein Ton, wenn etwas nicht möglich ist</translation>
    </message>
    <message>
        <source>Crosshair at the cursor</source>
        <translation>Fadenkreuz am Mauszeiger</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>Zeichnen</translation>
    </message>
    <message>
        <source>Fine-tune after so many newly accepted masks (0: never)</source>
        <translation>Feinabstimmung nach so vielen neu akzeptierten Masken (0: nie)</translation>
    </message>
    <message>
        <source>Fine-tuning</source>
        <translation>Feinabstimmung</translation>
    </message>
    <message>
        <source>From image to image</source>
        <translation>Von Bild zu Bild</translation>
    </message>
    <message>
        <source>Go on to the next image after accepting or signing off</source>
        <translation>Nach dem Akzeptieren oder Abzeichnen zum nächsten Bild gehen</translation>
    </message>
    <message>
        <source>How dense masks are filled</source>
        <translation>Wie dicht Masken gefüllt sind</translation>
    </message>
    <message>
        <source>Images prepared ahead</source>
        <translation>Im Voraus vorbereitete Bilder</translation>
    </message>
    <message>
        <source>Images that were just in view are shown again at once.</source>
        <translation>Eben gezeigte Bilder erscheinen sofort wieder.</translation>
    </message>
    <message>
        <source>In the background. You are told what came of it, and nothing is put to use by itself.</source>
        <translation>Im Hintergrund. Sie erfahren das Ergebnis, und nichts wird von selbst eingesetzt.</translation>
    </message>
    <message>
        <source>Keep for the next start what is changed on the picture</source>
        <translation>Änderungen an der Anzeige für den nächsten Start merken</translation>
    </message>
    <message>
        <source>Keep the zoom between images</source>
        <translation>Zoom zwischen Bildern beibehalten</translation>
    </message>
    <message>
        <source>Leave other objects&apos; pixels</source>
        <translation>Pixel anderer Objekte nicht übermalen</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>MB</translation>
    </message>
    <message>
        <source>Masks on the picture</source>
        <translation>Masken auf dem Bild</translation>
    </message>
    <message>
        <source>Memory for images</source>
        <translation>Speicher für Bilder</translation>
    </message>
    <message>
        <source>Mouse wheel</source>
        <translation>Mausrad</translation>
    </message>
    <message>
        <source>Navigator: the whole image in a corner while zoomed in</source>
        <translation>Navigator: beim Vergrößern das ganze Bild in einer Ecke</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>Otherwise each image is shown whole.</source>
        <translation>Sonst wird jedes Bild ganz gezeigt.</translation>
    </message>
    <message>
        <source>Otherwise one Return takes the mask in hand and accepts the image.</source>
        <translation>Sonst übernimmt eine Eingabe die offene Maske und akzeptiert das Bild.</translation>
    </message>
    <message>
        <source>Otherwise the wheel zooms.</source>
        <translation>Sonst zoomt das Mausrad.</translation>
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
        <source>Prepare fine-tuning while you pause</source>
        <translation>Feinabstimmung in Ihren Pausen vorbereiten</translation>
    </message>
    <message>
        <source>Return takes the mask first, and accepts when pressed again</source>
        <translation>Eingabe übernimmt zuerst die Maske und akzeptiert beim zweiten Mal</translation>
    </message>
    <message>
        <source>Size of brush and eraser</source>
        <translation>Größe von Pinsel und Radierer</translation>
    </message>
    <message>
        <source>So many of the next images are ready before you come to them.</source>
        <translation>So viele der nächsten Bilder sind bereit, bevor Sie sie erreichen.</translation>
    </message>
    <message>
        <source>Speed and memory</source>
        <translation>Tempo und Speicher</translation>
    </message>
    <message>
        <source>The size of the brush, the fill, outlines, grid and crosshair.</source>
        <translation>Pinselgröße, Füllung, Umrisse, Raster und Fadenkreuz.</translation>
    </message>
    <message>
        <source>The wheel moves the picture; with Ctrl it zooms</source>
        <translation>Das Mausrad verschiebt das Bild; mit Strg zoomt es</translation>
    </message>
    <message>
        <source>Turn the wheel&apos;s direction round</source>
        <translation>Richtung des Mausrads umkehren</translation>
    </message>
    <message>
        <source>What is drawn then never covers another object.</source>
        <translation>Was dann gezeichnet wird, verdeckt nie ein anderes Objekt.</translation>
    </message>
    <message>
        <source>Write the class beside each mask</source>
        <translation>Die Klasse neben jede Maske schreiben</translation>
    </message>
    <message>
        <source>px</source>
        <translation>px</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
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
    <name>tool words</name>
    <message>
        <source>1 : 1</source>
        <translation>1 : 1</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>Rahmen</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>Pinsel</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>Radierer</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Fit object</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>Lasso +</source>
        <translation>Lasso +</translation>
    </message>
    <message>
        <source>Lasso −</source>
        <translation>Lasso −</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Bewegen</translation>
    </message>
    <message>
        <source>Outlines</source>
        <translation>Umrisse</translation>
    </message>
    <message>
        <source>Point off</source>
        <translation>Punkt −</translation>
    </message>
    <message>
        <source>Point on</source>
        <translation>Punkt +</translation>
    </message>
    <message>
        <source>Polygon +</source>
        <translation>Polygon +</translation>
    </message>
    <message>
        <source>Polygon −</source>
        <translation>Polygon −</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Kleiner</translation>
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
