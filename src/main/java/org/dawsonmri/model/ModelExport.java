package org.dawsonmri.model;

import org.dawsonmri.AtomicFile;
import org.dawsonmri.DawsonException;
import org.dawsonmri.FileName;
import org.dawsonmri.OutputFiles;
import org.dawsonmri.OutputFiles.Existing;
import org.dawsonmri.Progress;

import java.nio.file.Path;
import java.util.Locale;

/**
 * Makes one file of a model, to be passed on. What it holds of the people whose scans it learned from, and of those who
 * trained it, stays at home; see docs/explanation/trust.md.
 *
 * <pre>{@code
 * ModelExport.write(new ModelFolder(Path.of("model")), Path.of("model.zip"), ExportFormats.of("zip"),
 *     Credits.NONE, false, Progress.NONE);
 * }</pre>
 */
public final class ModelExport {

    private ModelExport() {
    }

    /**
     * Writes the file.
     *
     * @param out its name, without the ending, is what the model is called from now on
     * @param overwrite replaces a file that is there already
     * @return what is in it
     * @throws DawsonException if the model is damaged or unfinished, or the file cannot be written
     */
    public static ExportedModel write(ModelFolder model, Path out, ExportFormat format, Credits credits,
        boolean overwrite, Progress progress) {
        String file = FileName.of(out);
        int stem = file.length() - format.ending().length();
        if (stem < 1 || !file.toLowerCase(Locale.ROOT).endsWith(format.ending())) {
            throw new DawsonException(out + ": expected a name that ends in " + format.ending());
        }
        new OutputFiles(Existing.of(overwrite)).inputs(model.files()).file(out).check();
        ExportedModel exported = ExportedModel.of(model, file.substring(0, stem), credits, progress);
        AtomicFile.write(out, stream -> format.write(exported, stream, progress));
        return exported;
    }
}
