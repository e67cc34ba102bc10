// Trains a network on a data set of labelled scans.
//
// In ImageJ:            Plugins > Macros > Run..., then fill in the form of Dawson Train Network...
// Without a display:    java -cp "ij.jar:<Dawson's jars>" ij.ImageJ -batch Train_Network.ijm
//                            "data=[/data/dataset.tsv] out=[/models/lesions] epochs=50"
// In Fiji:              fiji --headless -macro Train_Network.ijm "data=... out=... epochs=50"
//
// Options are those of Dawson Train Network...; what is left out has its default:
//   data             a dataset.tsv with the columns subject, split, one per modality and label, or a BIDS folder
//   out              folder for the model
//   config           a protocol (thesis-unet, thesis-double-unet, marmoset, spinal-cord, spinal-cord-160,
//                    small-structure, small-structure-3d) or a JSON file with settings; the options here go before it
//   network, epochs, batch_size, learning_rate, loss, precision, seed
//   augmentation     none, mri or spinal-cord
//   painted_lesions  folder of other people's lesion masks, which are painted into training slices
//   axes             2 (axial, the default), 0, 1, or several: 0,1,2
//   from             folder of a trained model to start from
//   resume           true goes on with the training in out
//
// At the end the last row of the model's history.csv is printed. Without a display the exit status is 1 if the training
// failed.

var arguments = getArgument();
headless = startsWith(call("java.awt.GraphicsEnvironment.isHeadless"), "true");
if (arguments == "" && headless) {
    print("Train_Network.ijm: give data=[DATA] out=[FOLDER]");
    call("java.lang.System.exit", "2");
}
if (arguments == "") {
    run("Dawson Train Network...");
} else {
    problem = call("org.dawsonmri.imagej.CommandRunner.attempt", "Dawson Train Network...", arguments);
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
