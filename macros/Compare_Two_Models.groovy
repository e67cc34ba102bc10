#@ File (label = "Data set", style = "both", description = "A dataset.tsv with labels, its folder, or a BIDS folder") data
#@ File (label = "First model folder", style = "directory") first
#@ File (label = "Second model folder", style = "directory") second
#@ File (label = "Folder for the results", style = "directory") out
#@ String (label = "Part of the data set", choices = {"test", "validation", "train", "all"}, value = "test") split
#@ Boolean (label = "Overwrite", value = false, description = "Replaces results that are there already; otherwise they are refused") overwrite
#@ LogService log

// Compares two trained models on the same scans: segments with both, measures both, and tests the differences person by
// person. Both models have to be strangers to these scans, so the data set's test people are taken if not told otherwise.
//
// In Fiji:              Script Editor, Templates > Dawson > Compare Two Models (Groovy), then Run; it asks
// Without a display:    fiji --headless --run Compare_Two_Models.groovy
//                            'data="/data/dataset.tsv",first="/models/unet",second="/models/segnet",out="/results"'
//
// In the folder: the labels in first and second, the scores in first.csv and second.csv, and comparison with tables of
// the paired differences, their confidence intervals and Wilcoxon's test, and report.html. At the end the rows of Dice
// are printed; a difference is that of the second name minus the first. Without a display the exit status is 1 if
// something failed.

import java.awt.GraphicsEnvironment
import org.dawsonmri.CancelledException
import org.dawsonmri.DawsonException
import org.dawsonmri.imagej.CommandRunner

try {
    out.mkdirs()
    [first: first, second: second].each { name, model ->
        File labels = new File(out, name)
        CommandRunner.execute("Dawson Segment...", [data: data, split: split, model: model, out: labels,
                                                    overwrite: overwrite])
        CommandRunner.execute("Dawson Evaluate...", [reference: data, split: split, prediction: labels,
                                                     out: new File(out, name + ".csv"), overwrite: overwrite])
    }
    CommandRunner.execute("Dawson Compare...", [tables: "first=" + out + "/first.csv; second=" + out + "/second.csv",
                                                out: new File(out, "comparison"), overwrite: overwrite])
    new File(out, "comparison/differences.csv").readLines("UTF-8").eachWithIndex { row, i ->
        if (i == 0 || row.contains(",dice,")) println(row)
    }
    return // nothing, or Fiji shows all rows as the script's result
} catch (DawsonException | CancelledException e) {
    log.error(e.message)
    if (GraphicsEnvironment.headless) System.exit(1)
}
