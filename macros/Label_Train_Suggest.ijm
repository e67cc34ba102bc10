// One round of "label a few slices, train, see what to correct next" on one scan.
//
// In ImageJ:            Plugins > Macros > Run..., then choose the files
// Without a display:    java -cp "ij.jar:<Dawson's jars>" ij.ImageJ -batch Label_Train_Suggest.ijm
//                            "scan=[/data/FLAIR.nii.gz] rois=[/data/rois.zip] out=[/models/round1]"
// In Fiji:              fiji --headless -macro Label_Train_Suggest.ijm "scan=... rois=... out=..."
//
// Options:
//   scan      a scan
//   rois      regions that were drawn on it, as the ROI Manager saves them (.zip)
//   out       a new folder for the model
//   from      optional: the model of the round before
//   value     class of the regions; 0 takes each region's group (default 1)
//   epochs    optional: passes over the labelled slices
//   config    optional: a protocol or a JSON file with settings
//   overwrite optional: true replaces labels and suggestions that are there already; the model's folder has to be new
//
// It leaves the labels in <out>_labels.nii.gz, the model in out, and in <out>_suggestions.csv the unlabelled slices,
// those first that the model is most unsure about. Without a display the exit status is 1 if something failed.

var arguments = getArgument();
var headless = startsWith(call("java.awt.GraphicsEnvironment.isHeadless"), "true");
if (arguments == "" && headless) {
    print("Label_Train_Suggest.ijm: give scan=[FILE] rois=[FILE] out=[FOLDER]");
    call("java.lang.System.exit", "2");
}
if (arguments == "") {
    arguments = "scan=[" + File.openDialog("Scan") + "] rois=[" + File.openDialog("Regions (.zip)") + "] out=["
        + getDirectory("New folder for the model") + "]";
}
scan = option("scan", "");
out = option("out", "");
if (endsWith(out, File.separator)) out = substring(out, 0, lengthOf(out) - 1);
labels = out + "_labels.nii.gz";
value = option("value", "1");

dawson("Dawson Label...", "scan=[" + scan + "] source=file file=[" + option("rois", "") + "] value=" + value
    + " out=[" + labels + "]" + given("overwrite"));
dawson("Dawson Train on Open Images...", "scan=[" + scan + "] labels=[" + labels + "] out=[" + out + "]"
    + given("from") + given("epochs") + given("config"));
dawson("Dawson Suggest Slices...", "scan=[" + scan + "] model=[" + out + "] labels=[" + labels + "] out=[" + out
    + "_suggestions.csv]" + given("overwrite"));
print(File.openAsString(out + "_suggestions.csv"));

// Runs a command; ends the macro if it fails.
function dawson(command, options) {
    problem = call("org.dawsonmri.imagej.CommandRunner.attempt", command, options);
    if (problem != "") {
        print(command + " failed: " + problem);
        if (headless) call("java.lang.System.exit", "1");
        exit(problem);
    }
}

// An option to hand on, if it was given.
function given(key) {
    text = option(key, "");
    if (text == "") return "";
    return " " + key + "=[" + text + "]";
}

// The value of an option, or what counts without it.
function option(key, otherwise) {
    return call("ij.Macro.getValue", arguments, key, otherwise);
}
