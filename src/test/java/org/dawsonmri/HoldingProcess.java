package org.dawsonmri;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process of its own that is at work in a folder until it is killed. */
final class HoldingProcess implements AutoCloseable {

    private final Process process;

    private HoldingProcess(Process process) {
        this.process = process;
    }

    /** Locks a folder, or is in the midst of writing a file. @param mode {@code lock} or {@code file} */
    static HoldingProcess start(String mode, Path path) throws IOException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
            System.getProperty("java.class.path"), HoldingProcess.class.getName(), mode, path.toString())
            .redirectErrorStream(true).start();
        if (process.getInputStream().read() != 'r') {
            throw new IOException(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
        return new HoldingProcess(process);
    }

    long pid() {
        return process.pid();
    }

    /** SIGKILL: it cannot tidy up. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }

    public static void main(String[] args) {
        Path path = Path.of(args[1]);
        if (args[0].equals("lock")) {
            FolderLock lock = FolderLock.hold(path, "trains there", Progress.NONE);
            sleep();
            lock.close();
        } else {
            AtomicFile.write(path, out -> {
                out.write("half".getBytes(StandardCharsets.UTF_8));
                sleep();
            });
        }
    }

    private static void sleep() {
        try {
            System.out.print("r");
            System.out.flush();
            Thread.sleep(600_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
