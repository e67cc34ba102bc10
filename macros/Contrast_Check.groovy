#@ File (label = "Scan", description = "A scan of one channel, in any format that this ImageJ opens") scan
#@ File (label = "Model folder", style = "directory", description = "The folder that training made; a model of one channel") model
#@ File (label = "Folder for the results", style = "directory") output
#@ String (label = "Exponents (below 1: dark tissue becomes brighter)", value = "0.7,1.4", description = "Numbers above 0 with commas between") gammas
#@ Boolean (label = "Overwrite", value = false, description = "Replaces results that are there already; otherwise they are refused") overwrite
#@ Context context
#@ LogService log

// How much does what a model finds depend on the scan's contrast? Segments the scan as it is and with its intensities
// bent by a power, as another scanner might have them, and measures how far the label maps agree. Also shows how scans
// become imglib2 images, and imglib2 images scans: nothing is copied on the way to imglib2, and any RandomAccessibleInterval
// of any real type comes back with the scan's place.
//
// In Fiji:              Script Editor, Templates > Dawson > Contrast Check (Groovy), then Run; it asks
// Without a display:    fiji --headless --run Contrast_Check.groovy 'scan="/a.nii.gz",model="/model",output="/results"'
//
// It writes the scans and label maps, and contrast_check.csv: for each exponent and class the Dice between the labels of
// the bent scan and those of the scan itself. Without a display the exit status is 1 if something failed.

import java.awt.GraphicsEnvironment
import net.imglib2.RandomAccessibleInterval
import net.imglib2.converter.Converter
import net.imglib2.converter.Converters
import net.imglib2.type.numeric.real.DoubleType
import org.dawsonmri.CancelledException
import org.dawsonmri.DawsonException
import org.dawsonmri.Progress
import org.dawsonmri.evaluate.Classes
import org.dawsonmri.evaluate.Evaluation
import org.dawsonmri.imagej.CommandRunner
import org.dawsonmri.imagej.image.Scans
import org.dawsonmri.nifti.NiftiReader
import org.dawsonmri.nifti.NiftiType
import org.dawsonmri.nifti.NiftiWriter
import org.dawsonmri.volume.Volume

try {
    Volume original = new Scans(context).volume(scan.toPath(), Progress.NONE)
    reference = segment(original, "original")
    rows = ["gamma,class,dice"]
    for (gamma in gammas.split(",").collect { it.trim().toDouble() }) {
        labels = segment(Volume.of(bent(original.img(), gamma), original.geometry(), "gamma " + gamma), "gamma_" + gamma)
        for (row in Evaluation.compare(reference, labels, Classes.found()).rows()) {
            rows << [gamma, row.label(), row.score("dice")].join(",")
        }
    }
    table = new File(output, "contrast_check.csv")
    table.setText(rows.join("\n") + "\n", "UTF-8")
    println(table.toString() + ":\n" + rows.join("\n"))
    return // nothing, or Fiji shows all rows as the script's result
} catch (DawsonException | CancelledException | NumberFormatException e) {
    log.error(e.message)
    if (GraphicsEnvironment.headless) System.exit(1)
}

/** The image with its range bent by a power: a view that computes a pixel when it is asked for one. */
RandomAccessibleInterval<DoubleType> bent(RandomAccessibleInterval img, double gamma) {
    double low = Double.POSITIVE_INFINITY
    double high = Double.NEGATIVE_INFINITY
    for (value in img) {
        low = Math.min(low, value.getRealDouble())
        high = Math.max(high, value.getRealDouble())
    }
    double range = high > low ? high - low : 1
    Converter converter = { from, to -> to.set(low + range * Math.pow((from.getRealDouble() - low) / range, gamma)) }
    return Converters.convert(img, converter, new DoubleType())
}

/** Writes a scan, segments it and gives its labels. */
Volume segment(Volume volume, String name) {
    output.mkdirs()
    File file = new File(output, name + ".nii.gz")
    File labels = new File(output, name + "_labels.nii.gz")
    if (file.exists() && !overwrite) {
        throw new DawsonException(file.toString() + ": is there already; say that results may be overwritten, or choose another folder")
    }
    NiftiWriter.write(volume, file.toPath(), NiftiType.FLOAT32)
    CommandRunner.execute("Dawson Segment...", [scan: file, model: model, out: labels, overlay: false, overwrite: overwrite])
    return NiftiReader.read(labels.toPath())
}
