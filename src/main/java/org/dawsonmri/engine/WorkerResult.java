package org.dawsonmri.engine;

import java.util.List;

/**
 * What a worker that ended well has said.
 *
 * @param outputLines the lines of its standard output that were not progress, in order; of more than
 *        {@value #MAX_LINES} the last ones
 * @param log the end of what it wrote to standard error
 */
public record WorkerResult(List<String> outputLines, String log) {

    static final int MAX_LINES = 100_000;

    public WorkerResult {
        outputLines = List.copyOf(outputLines);
    }
}
