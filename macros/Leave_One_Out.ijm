// Leaves each person of a data set out once: trains a network without that person, segments that person's scans with it,
// and measures everybody in one table. Every score is that of a network which has never seen the person.
//
// In ImageJ or Fiji:    Plugins > Macros > Run..., or Templates > Dawson in Fiji's Script Editor; it asks
// Without a display:    java -cp "ij.jar:<Dawson's jars>" ij.ImageJ -batch Leave_One_Out.ijm
//                            "data=[/data/dataset.tsv] out=[/results] epochs=50"
// In Fiji:              fiji --headless -macro Leave_One_Out.ijm "data=[/data/dataset.tsv] out=[/results] epochs=50"
//
// Options:  data       a dataset.tsv with labels, its folder, or a BIDS folder; its splits do not count
//           out        a folder for the results; is made if missing
//           epochs     passes over the training scans (left out: as configured)
//           config     a protocol, such as small-structure, or a JSON file with settings (left out: none)
//           validate   true (left out: true) takes one more person out of each training, to choose the best epoch with;
//                      if that one has no label, and with false, a network keeps its last epoch
//           resume     true goes on with a run that was interrupted; what it predicts replaces what is there (left out:
//                      false)
//
// Training takes as many times as long as there are people. In out: tables/fold-1.tsv and so on say who was left out,
// models has the networks, predictions the labels, scores.csv the scores, scores_summary.csv their means, and
// report.html all of it with pictures. Without a display the exit status is 1 if something failed.

var arguments = getArgument();
var headless = startsWith(call("java.awt.GraphicsEnvironment.isHeadless"), "true");
if (arguments == "" && headless) {
    print("Leave_One_Out.ijm: give data=[DATA] out=[FOLDER]");
    call("java.lang.System.exit", "2");
}
if (arguments == "") {
    Dialog.create("Leave one out");
    Dialog.addFile("Data set (dataset.tsv)", "");
    Dialog.addDirectory("Results", "");
    Dialog.addNumber("Epochs (0 = as configured)", 0);
    Dialog.addString("Configuration (optional)", "", 20);
    Dialog.addCheckbox("One more person chooses the best epoch", true);
    Dialog.addCheckbox("Go on with an interrupted run", false);
    Dialog.show();
    arguments = "data=[" + Dialog.getString() + "] out=[" + Dialog.getString() + "] epochs=" + Dialog.getNumber()
        + " config=[" + Dialog.getString() + "] validate=" + truth(Dialog.getCheckbox())
        + " resume=" + truth(Dialog.getCheckbox());
}
data = option("data", "");
out = option("out", "");
if (data == "" || out == "") fail("'data' and 'out': one is empty; give a data set and a folder for the results");
training = " epochs=" + option("epochs", "0") + " config=[" + option("config", "") + "]";
resume = option("resume", "false");

File.makeDirectory(out);
if (resume != "true" || !File.exists(out + "/tables/fold-1.tsv")) {
    dawson("Dawson Split Dataset...", "data=[" + data + "] way=[leave one out] validate=" + option("validate", "true")
        + " out=[" + out + "/tables]");
}
File.makeDirectory(out + "/models");
for (fold = 1; File.exists(out + "/tables/fold-" + fold + ".tsv"); fold++) {
    table = out + "/tables/fold-" + fold + ".tsv";
    model = out + "/models/fold-" + fold;
    print("fold " + fold + ": trains without the test people of " + table);
    begun = "false";
    if (resume == "true" && File.isDirectory(model)) begun = "true";
    dawson("Dawson Train Network...", "data=[" + table + "] out=[" + model + "] resume=" + begun + training);
    dawson("Dawson Segment...", "data=[" + table + "] split=test model=[" + model + "] out=[" + out + "/predictions]"
        + " overwrite=" + resume);
}
dawson("Dawson Evaluate...", "reference=[" + data + "] prediction=[" + out + "/predictions] out=[" + out
    + "/scores.csv] report=[" + out + "/report.html] overwrite=" + resume);
print("everybody's scores are in " + out + "/scores.csv");

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

function truth(value) {
    if (value) return "true";
    return "false";
}
