package org.dawsonmri.model;

import org.dawsonmri.Progress;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A kind of file that models are passed on in. A new one is a class beside this one and a line in {@link
 * ExportFormats}.
 */
public interface ExportFormat {

    /** What its files' names end in, with the dot. */
    String ending();

    /** Writes all of a model; the stream is the caller's to close. */
    void write(ExportedModel model, OutputStream out, Progress progress) throws IOException;
}
