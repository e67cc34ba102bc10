#@ File (label = "Data set", style = "both", description = "A dataset.tsv with labels, its folder, or a BIDS folder; its splits do not count") data
#@ File (label = "Folder for the results", style = "directory") out
#@ Integer (label = "Epochs (0 = as configured)", value = 0, min = 0, description = "Passes over all training scans") epochs
#@ String (label = "Configuration (optional)", value = "", required = false, description = "A protocol, such as small-structure, or a JSON file with settings") config
#@ Boolean (label = "One more person chooses the best epoch", value = true, description = "Taken out of each training; without one, or if that one has no label, a network's last epoch is kept") validate
#@ Boolean (label = "Go on with an interrupted run", value = false) resume
#@ LogService log

// Leaves each person of a data set out once: trains a network without that person, segments that person's scans with it,
// and measures everybody in one table. Every score is that of a network which has never seen the person.
//
// In Fiji:              Script Editor, Templates > Dawson > Leave One Out (Groovy), then Run; it asks
// Without a display:    fiji --headless --run Leave_One_Out.groovy 'data="/data/dataset.tsv",out="/results",epochs=50'
//
// Training takes as many times as long as there are people. In the folder: tables/fold-1.tsv and so on say who was left
// out, models has the networks, predictions the labels, scores.csv the scores, scores_summary.csv their means, and
// report.html all of it with pictures. Without a display the exit status is 1 if something failed.

import java.awt.GraphicsEnvironment
import org.dawsonmri.CancelledException
import org.dawsonmri.DawsonException
import org.dawsonmri.imagej.CommandRunner

tables = new File(out, "tables")
predictions = new File(out, "predictions")
try {
    if (!resume || !fold(1).exists()) {
        CommandRunner.execute("Dawson Split Dataset...", [data: data, way: "leave one out", validate: validate,
                                                          out: tables])
    }
    for (int i = 1; fold(i).exists(); i++) {
        File model = new File(out, "models/fold-" + i)
        println("fold " + i + ": trains without the test people of " + fold(i))
        model.parentFile.mkdirs()
        CommandRunner.execute("Dawson Train Network...", [data: fold(i), out: model, epochs: epochs, config: config,
                                                          resume: resume && model.directory])
        CommandRunner.execute("Dawson Segment...", [data: fold(i), split: "test", model: model, out: predictions,
                                                    overwrite: resume])
    }
    File scores = new File(out, "scores.csv")
    CommandRunner.execute("Dawson Evaluate...", [reference: data, prediction: predictions, out: scores,
                                                 report: new File(out, "report.html"), overwrite: resume])
    println("everybody's scores are in " + scores)
} catch (DawsonException | CancelledException e) {
    log.error(e.message)
    if (GraphicsEnvironment.headless) System.exit(1)
}

/** The table of the run that leaves the i-th person out. */
File fold(int i) {
    return new File(tables, "fold-" + i + ".tsv")
}
