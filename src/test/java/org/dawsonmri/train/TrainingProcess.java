package org.dawsonmri.train;

import org.dawsonmri.Event;
import org.dawsonmri.Progress;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.model.ModelFolder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A small training of six epochs in a process of its own. */
final class TrainingProcess {

    static final int KILLED = 137;

    private TrainingProcess() {
    }

    /** Runs {@code main} in a new JVM and gives its exit status. */
    static int run(Path folder, String mode, Path data, Path out) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
            System.getProperty("java.class.path"), TrainingProcess.class.getName(), mode, data.toString(),
            out.toString()).redirectErrorStream(true).redirectOutput(folder.resolve(mode + ".log").toFile()).start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(mode + " hangs");
        }
        return process.exitValue();
    }

    public static void main(String[] args) {
        Dataset dataset = Dataset.read(Path.of(args[1]));
        Path out = Path.of(args[2]);
        switch (args[0]) {
            case "kill" -> Trainer.train(BlobDataset.config(6), dataset, out, kill("4/6"));
            case "kill-first" -> Trainer.train(BlobDataset.config(6), dataset, out, kill("1/6"));
            case "resume" ->
                Trainer.resume(new ModelFolder(out).readDescription().config(), dataset, out, Progress.NONE);
            default -> Trainer.train(BlobDataset.config(6), dataset, out, Progress.NONE);
        }
    }

    /** As kill -9 does it: no hook and no finally runs. */
    private static Progress kill(String epoch) {
        return event -> {
            if (event.type() == Event.Type.STEP && event.values().get("epoch").equals(epoch)
                && event.values().get("step").toString().startsWith("2/")) {
                Runtime.getRuntime().halt(KILLED);
            }
        };
    }
}
