// Compares two trained models on the same scans: segments with both, measures both, and tests the differences person by
// person. Both models have to be strangers to these scans, so the data set's test people are taken if not told otherwise.
//
// In ImageJ or Fiji:    Plugins > Macros > Run..., or Templates > Dawson in Fiji's Script Editor; it asks
// Without a display:    java -cp "ij.jar:<Dawson's jars>" ij.ImageJ -batch Compare_Two_Models.ijm
//                            "data=[/data/dataset.tsv] first=[/models/unet] second=[/models/segnet] out=[/results]"
// In Fiji:              fiji --headless -macro Compare_Two_Models.ijm "data=... first=... second=... out=..."
//
// Options:  data     a dataset.tsv with labels, its folder, or a BIDS folder
//           first    folder of a trained model
//           second   folder of another one
//           out      a folder for the results; is made if missing
//           split    test (left out: test), validation, train or all: the part of the data set to compare on
//           overwrite true replaces results that are there already (left out: false, they are refused)
//
// In out: the labels in first and second, the scores in first.csv and second.csv, and comparison with tables of the paired
// differences, their confidence intervals and Wilcoxon's test, and report.html. At the end the rows of Dice are printed;
// a difference is that of the second name minus the first. Without a display the exit status is 1 if something failed.

var arguments = getArgument();
var headless = startsWith(call("java.awt.GraphicsEnvironment.isHeadless"), "true");
if (arguments == "" && headless) {
    print("Compare_Two_Models.ijm: give data=[DATA] first=[FOLDER] second=[FOLDER] out=[FOLDER]");
    call("java.lang.System.exit", "2");
}
if (arguments == "") {
    Dialog.create("Compare two models");
    Dialog.addFile("Data set (dataset.tsv)", "");
    Dialog.addDirectory("First model", "");
    Dialog.addDirectory("Second model", "");
    Dialog.addDirectory("Results", "");
    Dialog.addChoice("Part of the data set", newArray("test", "validation", "train", "all"), "test");
    Dialog.addCheckbox("Overwrite results that are there", false);
    Dialog.show();
    arguments = "data=[" + Dialog.getString() + "] first=[" + Dialog.getString() + "] second=[" + Dialog.getString()
        + "] out=[" + Dialog.getString() + "] split=" + Dialog.getChoice();
    if (Dialog.getCheckbox()) arguments = arguments + " overwrite=true";
}
var data = option("data", "");
var out = option("out", "");
var part = option("split", "test");
var overwrite = " overwrite=" + option("overwrite", "false");
if (data == "" || out == "") fail("'data' and 'out': one is empty; give a data set and a folder for the results");

File.makeDirectory(out);
scores("first");
scores("second");
dawson("Dawson Compare...", "tables=[first=" + out + "/first.csv; second=" + out + "/second.csv] out=[" + out
    + "/comparison]" + overwrite);
rows = split(File.openAsString(out + "/comparison/differences.csv"), "\n");
print(rows[0]);
for (i = 1; i < rows.length; i++) {
    if (indexOf(rows[i], ",dice,") > 0) print(rows[i]);
}

// Segments and measures with one model.
function scores(name) {
    dawson("Dawson Segment...", "data=[" + data + "] split=" + part + " model=[" + option(name, "") + "] out=[" + out
        + "/" + name + "]" + overwrite);
    dawson("Dawson Evaluate...", "reference=[" + data + "] split=" + part + " prediction=[" + out + "/" + name
        + "] out=[" + out + "/" + name + ".csv]" + overwrite);
}

// Runs a command; ends the macro if it fails.
function dawson(command, options) {
    problem = call("org.dawsonmri.imagej.CommandRunner.attempt", command, options);
    if (problem == "cancelled" && !headless) exit;
    if (problem != "") fail(command + " failed: " + problem);
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
