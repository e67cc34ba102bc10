// Lists the lesions of every label map (.nii, .nii.gz) of a folder, such as the one that Segment_Folder.ijm filled.
//
// In ImageJ:            Plugins > Macros > Run..., then choose the folders.
// Without a display:    java -cp "ij.jar:<Dawson's jars>" ij.ImageJ -batch Lesion_Folder.ijm
//                            "input=[/results] output=[/tables] min_size=3"
// In Fiji:              fiji --headless -macro Lesion_Folder.ijm "input=[/results] output=[/tables]"
//
// Options:  input         folder with the label maps; folders in it are left alone
//           output        folder for <labels>.csv and <labels>_totals.csv and for lesion_folder.csv; is made if missing
//           connectivity  6 (faces, the default), 18 (and edges) or 26 (and corners)
//           min_size      smaller lesions are left out (mm^3; left out: list all)
//           overwrite     true replaces tables that are there already (left out: false, they are refused)
//
// lesion_folder.csv has a row for each file with the number of lesions and their volume, or with what went wrong; the
// others still run. Without a display the exit status is then 1.

var arguments = getArgument();
var headless = startsWith(call("java.awt.GraphicsEnvironment.isHeadless"), "true");
if (arguments == "" && headless) {
    print("Lesion_Folder.ijm: give input=[FOLDER] output=[FOLDER]");
    call("java.lang.System.exit", "2");
}
if (arguments == "") {
    Dialog.create("List the lesions of a folder");
    Dialog.addDirectory("Label maps", "");
    Dialog.addDirectory("Tables", "");
    Dialog.addChoice("Connectivity", newArray("6", "18", "26"), "6");
    Dialog.addNumber("Smallest lesion (mm^3)", 0);
    Dialog.addCheckbox("Overwrite tables that are there", false);
    Dialog.show();
    arguments = "input=[" + Dialog.getString() + "] output=[" + Dialog.getString() + "] connectivity="
        + Dialog.getChoice() + " min_size=" + Dialog.getNumber();
    if (Dialog.getCheckbox()) arguments = arguments + " overwrite=true";
}

input = folder(option("input", ""));
output = folder(option("output", ""));
connectivity = option("connectivity", "6");
size = option("min_size", "0");
overwrite = option("overwrite", "false");
File.makeDirectory(output);
summary = output + "lesion_folder.csv";
if (overwrite != "true" && File.exists(summary)) fail(summary + ": is there already; add overwrite=true to replace tables");
File.saveString("labels,lesions,volume_mm3,problem\n", summary);

setBatchMode(true); // no windows; each table becomes the "Results"
files = getFileList(input);
failed = 0;
for (i = 0; i < files.length; i++) {
    name = toLowerCase(files[i]);
    if (endsWith(name, ".nii") || endsWith(name, ".nii.gz")) {
        problem = list(files[i]);
        if (problem != "") failed++;
    }
}
print("lesions listed, " + failed + " files failed; see " + summary);
if (failed > 0 && headless) call("java.lang.System.exit", "1");

// Lists the lesions of one file and notes their sum; returns "" or what went wrong.
function list(file) {
    table = output + substring(file, 0, indexOf(toLowerCase(file), ".nii")) + ".csv";
    problem = call("org.dawsonmri.imagej.CommandRunner.attempt", "Dawson Lesion Table...", "labels=[" + input + file
        + "] connectivity=" + connectivity + " min_size=" + size + " out=[" + table + "] overwrite="
        + overwrite);
    count = "";
    volume = "";
    if (problem == "") {
        count = nResults;
        volume = 0;
        for (row = 0; row < nResults; row++) volume = volume + getResult("volume_mm3", row);
    } else {
        print(file + ": " + problem);
    }
    File.append(quoted(file) + "," + count + "," + volume + "," + quoted(problem), summary);
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
