#@ File (label = "Scan") scan
#@ File (label = "Model folder", style = "directory") model
#@ File (label = "Folder for labels and tables", style = "directory") output
#@ CommandService commands
#@output ImagePlus labels

// Segments a scan and lists its lesions. From a script a command takes its inputs by name and in any order; with
// 'false' nothing is asked, what is left out has its default, and what goes wrong is an exception.

import org.dawsonmri.command.ListLesions
import org.dawsonmri.command.SegmentScan

name = scan.name.replaceFirst(/(\.nii)?(\.gz)?$/, "")
file = new File(output, name + "_labels.nii.gz").path
segmented = commands.run(SegmentScan, false, "scan", scan.path, "model", model.path, "out", file).get()
labels = segmented.getOutput("labels")
table = new File(output, name + "_lesions.csv").path
commands.run(ListLesions, false, "labels", file, "connectivity", "26", "out", table).get()
println "the lesions are in " + table
