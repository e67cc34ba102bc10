#@ File (label = "Folder with scans", style = "directory") input
#@ File (label = "Model folder", style = "directory") model
#@ File (label = "Folder for labels", style = "directory") output
#@ Double (label = "Smallest component (mm^3)", value = 0) min_size

// Segments every NIfTI scan of a folder with a model of one channel. A scan that cannot be segmented is named in the
// log with the reason, and the others still run.

scans = getFileList(input);
failed = 0;
for (i = 0; i < scans.length; i++) {
    name = toLowerCase(scans[i]);
    if (endsWith(name, ".nii") || endsWith(name, ".nii.gz")) {
        labels = substring(scans[i], 0, indexOf(name, ".nii")) + "_labels.nii.gz";
        problem = call("org.dawsonmri.imagej.CommandRunner.attempt", "Dawson Segment...",
            "scan=[" + input + "/" + scans[i] + "] model=[" + model + "] out=[" + output + "/" + labels
            + "] min_size=" + min_size + " overlay=false");
        if (problem != "") {
            print(scans[i] + ": " + problem);
            failed++;
        }
        while (nImages > 0) close(); // the labels are on disk
    }
}
print("labels are in " + output + "; " + failed + " scans failed");
