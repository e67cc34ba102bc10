// Trains a cascade of two 3-D patch networks on scans with lesions.
//
// In ImageJ:            Plugins > Macros > Run..., then fill in the form of Dawson Train Cascade...
// Without a display:    java -cp "ij.jar:<Dawson's jars>" ij.ImageJ -batch Train_Cascade.ijm
//                            "data=[/data/dataset.tsv] out=[/models/cascade] channels=[FLAIR,T1,T2]"
// In Fiji:              fiji --headless -macro Train_Cascade.ijm "data=... out=..."
//
// Options are those of Dawson Train Cascade...; what is left out has its default:
//   data             a dataset.tsv with the columns subject, split, one per modality and label, or a BIDS folder
//   out              folder for the model; Dawson Segment... takes it
//   network          cascade-valverde, cascade-fcn (segments many times faster), cascade-seed1, cascade-seed1-eddl or
//                    cascade-nicmslesions
//   channels         modalities, the one in which lesions are bright first
//   epochs, patience, batch_size, learning_rate, precision, seed
//   min_threshold    candidates are brighter than this, in standard deviations above the brain's mean
//   t_bin            voxels of at least this probability are lesion
//   l_min            lesions of so many voxels or fewer are dropped
//   config           a JSON file with settings, laid over the protocol 'cascade'
//   resume           true goes on with the training in out
//
// At the end the last row of the model's history.csv is printed. Without a display the exit status is 1 if the training
// failed.

var arguments = getArgument();
headless = startsWith(call("java.awt.GraphicsEnvironment.isHeadless"), "true");
if (arguments == "" && headless) {
    print("Train_Cascade.ijm: give data=[DATA] out=[FOLDER]");
    call("java.lang.System.exit", "2");
}
if (arguments == "") {
    run("Dawson Train Cascade...");
} else {
    problem = call("org.dawsonmri.imagej.CommandRunner.attempt", "Dawson Train Cascade...", arguments);
    if (problem != "") {
        print("training failed: " + problem);
        if (headless) call("java.lang.System.exit", "1");
    } else {
        rows = split(File.openAsString(option("out", "") + "/history.csv"), "\n");
        print(rows[0]);
        print(rows[rows.length - 1]);
    }
}

// The value of an option, or what counts without it.
function option(key, otherwise) {
    return call("ij.Macro.getValue", arguments, key, otherwise);
}
