package org.dawsonmri.model;

import org.dawsonmri.Progress;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A model folder as a zip: unpacked, Dawson segments with it. The same model gives the same bytes. */
final class ZipFormat implements ExportFormat {

    /** The earliest that the format knows. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    @Override
    public String ending() {
        return ".zip";
    }

    @Override
    public void write(ExportedModel model, OutputStream out, Progress progress) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.setLevel(Deflater.BEST_SPEED); // weights hardly become smaller
        for (ExportedFile file : model.files()) {
            progress.checkCancelled();
            ZipEntry entry = new ZipEntry(file.name());
            entry.setTimeLocal(NO_TIME);
            zip.putNextEntry(entry);
            file.content().writeTo(zip);
            zip.closeEntry();
        }
        zip.finish();
    }
}
