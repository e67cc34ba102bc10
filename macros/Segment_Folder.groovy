#@ File (label = "Folder with the scans", style = "directory", description = "All .nii and .nii.gz files in it; folders in it are left alone") input
#@ File (label = "Model folder", style = "directory", description = "The folder that training made; a model of one channel") model
#@ File (label = "Folder for the results", style = "directory") output
#@ Double (label = "Smallest component (mm^3, 0 = keep all)", value = 0, min = 0) min_size
#@ Boolean (label = "Mirrored slices, too", value = false, description = "The mean over mirror images: two to four times as slow") flips
#@ Boolean (label = "Overwrite", value = false, description = "Replaces results that are there already; otherwise they are refused") overwrite
#@ LogService log

// Segments every NIfTI scan of a folder with one trained model of one channel.
//
// In Fiji:              Script Editor, Templates > Dawson > Segment Folder (Groovy), then Run; it asks
// Without a display:    fiji --headless --run Segment_Folder.groovy 'input="/scans",model="/models/lesions",output="/results"'
//
// It writes <scan>_labels.nii.gz for each scan, and segment_folder.csv with a row for each. A scan that cannot be
// segmented becomes a row with the reason, and the others still run. Without a display the exit status is then 1.

import java.awt.GraphicsEnvironment
import org.dawsonmri.CancelledException
import org.dawsonmri.DawsonException
import org.dawsonmri.imagej.CommandRunner

scans = input.listFiles().findAll { it.file && it.name.toLowerCase() ==~ /.*\.nii(\.gz)?/ }.sort { it.name }
output.mkdirs()
table = new File(output, "segment_folder.csv")
if (table.exists() && !overwrite) {
    log.error(table.toString() + ": is there already; say that results may be overwritten, or choose another folder")
    if (GraphicsEnvironment.headless) System.exit(1)
    return
}
table.setText("scan,labels,problem\n", "UTF-8")
failed = 0
try {
    for (scan in scans) {
        labels = new File(output, scan.name.replaceFirst(/(?i)\.nii(\.gz)?$/, "") + "_labels.nii.gz")
        try {
            CommandRunner.execute("Dawson Segment...", [scan: scan, model: model, out: labels, min_size: min_size,
                                                        flips: flips, overlay: false, overwrite: overwrite])
            note(scan.name, labels.name, "")
        } catch (DawsonException e) {
            failed++
            log.error(scan.name + ": " + e.message)
            note(scan.name, "", e.message)
        }
    }
    println("segmented " + (scans.size() - failed) + " scans, " + failed + " failed; see " + table)
} catch (CancelledException e) {
    println("cancelled; " + table + " has what was done")
}
if (failed > 0 && GraphicsEnvironment.headless) System.exit(1)

/** A row of the table, in which no spreadsheet shall run a field as a formula. */
void note(String... cells) {
    table.append(cells.collect { '"' + (it ==~ /(?s)[=+@-].*/ ? "'" : "") + it.replace('"', '""') + '"' }.join(",") + "\n", "UTF-8")
}
