// Segments every .nii and .nii.gz scan of a folder with one trained model.
//
// In ImageJ or Fiji:    Plugins > Macros > Run..., or Templates > Dawson in Fiji's Script Editor; it asks
// Without a display:    java -cp "ij.jar:<Dawson's jars>" ij.ImageJ -batch Segment_Folder.ijm
//                            "input=[/scans] model=[/models/lesions] output=[/results]"
// In Fiji:              fiji --headless -macro Segment_Folder.ijm "input=[/scans] model=... output=..."
//
// Options:  input     folder with the scans; folders in it are left alone
//           model     folder of a trained model of one channel (for more channels: Dawson Segment... with a data set);
//                     several with ; between them: the mean of their probabilities
//           output    folder for <scan>_labels.nii.gz and segment_folder.csv; is made if missing
//           min_size  components smaller than this are removed (mm^3; left out: keep all)
//           flips     true segments slices mirrored as in training as well, and takes the mean (left out: false)
//           overwrite true replaces results that are there already (left out: false, they are refused)
//
// A scan that cannot be segmented becomes a row with the reason, and the others still run. Without a display the exit
// status is then 1.

var arguments = getArgument();
var headless = startsWith(call("java.awt.GraphicsEnvironment.isHeadless"), "true");
if (arguments == "" && headless) {
    print("Segment_Folder.ijm: give input=[FOLDER] model=[FOLDER] output=[FOLDER]");
    call("java.lang.System.exit", "2");
}
if (arguments == "") {
    Dialog.create("Segment a folder");
    Dialog.addDirectory("Scans", "");
    Dialog.addDirectory("Model", "");
    Dialog.addDirectory("Results", "");
    Dialog.addNumber("Smallest component (mm^3)", 0);
    Dialog.addCheckbox("Mirrored slices, too", false);
    Dialog.addCheckbox("Overwrite results that are there", false);
    Dialog.show();
    arguments = "input=[" + Dialog.getString() + "] model=[" + Dialog.getString() + "] output=[" + Dialog.getString()
        + "] min_size=" + Dialog.getNumber();
    if (Dialog.getCheckbox()) arguments = arguments + " flips=true";
    if (Dialog.getCheckbox()) arguments = arguments + " overwrite=true";
}

input = folder(option("input", ""));
model = option("model", "");
output = folder(option("output", ""));
size = option("min_size", "0");
flips = option("flips", "false");
overwrite = option("overwrite", "false");
File.makeDirectory(output);
table = output + "segment_folder.csv";
if (overwrite != "true" && File.exists(table)) fail(table + ": is there already; add overwrite=true to replace results");
File.saveString("scan,labels,problem\n", table);

files = getFileList(input);
done = 0;
failed = 0;
for (i = 0; i < files.length; i++) {
    name = toLowerCase(files[i]);
    if (endsWith(name, ".nii") || endsWith(name, ".nii.gz")) {
        problem = segment(files[i]);
        if (problem == "cancelled") exit("cancelled; " + table + " has what was done");
        if (problem == "") done++;
        else failed++;
    }
}
print("segmented " + done + " scans, " + failed + " failed; see " + table);
if (failed > 0 && headless) call("java.lang.System.exit", "1");

// Segments one scan and notes it in the table; returns "" or what went wrong.
function segment(file) {
    labels = substring(file, 0, indexOf(toLowerCase(file), ".nii")) + "_labels.nii.gz";
    before = nImages;
    problem = call("org.dawsonmri.imagej.CommandRunner.attempt", "Dawson Segment...", "scan=[" + input + file
        + "] model=[" + model + "] out=[" + output + labels + "] min_size=" + size + " flips=" + flips + " overlay=false"
        + " overwrite=" + overwrite);
    while (nImages > before) close(); // the labels, which are on disk
    if (problem != "") {
        print(file + ": " + problem);
        labels = "";
    }
    File.append(quoted(file) + "," + quoted(labels) + "," + quoted(problem), table);
    return problem;
}

function fail(problem) {
    print(problem);
    if (headless) call("java.lang.System.exit", "1");
    exit(problem);
}

// The value of an option, or what counts without it.
function option(key, otherwise) {
    return call("ij.Macro.getValue", arguments, key, otherwise);
}

function folder(path) {
    if (path != "" && !endsWith(path, "/") && !endsWith(path, "\\")) path = path + "/";
    return path;
}

// A field of the table; no spreadsheet shall run it as a formula.
function quoted(text) {
    if (matches(text, "[=+@-].*")) text = "'" + text;
    return "\"" + replace(text, "\"", "\"\"") + "\"";
}
