// Compares what several models made of the same cases.
//
// In ImageJ:            Plugins > Macros > Run..., then fill in the form of Dawson Compare...
// Without a display:    java -cp "ij.jar:<Dawson's jars>" ij.ImageJ -batch Compare_Models.ijm
//                            "reference=[/data/dataset.tsv] predictions=[U-Net=/results/unet; SegNet=/results/segnet]
//                            out=[/results/comparison]"
// In Fiji:              fiji --headless -macro Compare_Models.ijm "reference=... predictions=[...] out=..."
//
// Options are those of Dawson Compare...; what is left out has its default:
//   reference    a dataset.tsv, a BIDS folder, or a folder of reference label maps
//   predictions  NAME=FOLDER; NAME=FOLDER; ...: label maps named after the cases
//   tables       NAME=FILE.csv; ...: scores that were measured before (Dawson Evaluate...)
//   scores       families of scores: all (the default), default, overlap, surface, lesion, skeleton, slice, volume
//   out          folder for the tables and report.html; is made if missing
//   seed         of the bootstrap (1)
//   plots        true draws plots
//   overwrite    true replaces a comparison that is in out already; otherwise it is refused
//
// At the end one line for each pair of sets, class and Dice is printed. Without a display the exit status is 1 if nothing
// could be compared.

var arguments = getArgument();
headless = startsWith(call("java.awt.GraphicsEnvironment.isHeadless"), "true");
if (arguments == "" && headless) {
    print("Compare_Models.ijm: give reference=[DATA] predictions=[NAME=FOLDER; NAME=FOLDER] out=[FOLDER]");
    call("java.lang.System.exit", "2");
}
if (arguments == "") {
    run("Dawson Compare...");
} else {
    problem = call("org.dawsonmri.imagej.CommandRunner.attempt", "Dawson Compare...", arguments);
    if (problem != "") {
        print("comparison failed: " + problem);
        if (headless) call("java.lang.System.exit", "1");
    } else {
        found = dice(split(File.openAsString(option("out", "") + "/differences.csv"), "\n"));
        print(found);
    }
}

// The rows of Dice: classes, pairs, mean differences and their p values.
function dice(rows) {
    text = rows[0];
    for (i = 1; i < rows.length; i++) {
        if (indexOf(rows[i], ",dice,") > 0) text = text + "\n" + rows[i];
    }
    return text;
}

// The value of an option, or what counts without it.
function option(key, otherwise) {
    return call("ij.Macro.getValue", arguments, key, otherwise);
}
