package org.dawsonmri;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The hidden file that becomes a file of another name once it is whole: {@code .<name>.<process>-<number>.part}. It is
 * locked while it is written, so that what a killed process left can be told from what another one is at.
 */
final class PartFile implements AutoCloseable {

    private static final Pattern NAME = Pattern.compile("\\..+\\.\\d+-\\d+\\.part");
    private static final int TRIES = 1000;
    /** On network drives without locks, nothing is written for so long between two of its bytes. */
    private static final Duration SURELY_LEFT = Duration.ofDays(1);
    private static final Set<Path> CLEANED = ConcurrentHashMap.newKeySet();
    /** What this process is at. NB: to open one of them a second time would give up its lock. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileOutputStream out;

    private PartFile(Path path, FileOutputStream out) {
        this.path = path;
        this.out = out;
    }

    /** NB: not {@code Files.createTempFile}, whose files only their owner may read, and a result keeps the mode. */
    static PartFile create(Path file) throws IOException {
        for (int i = 0;; i++) {
            Path path = file.toAbsolutePath().resolveSibling("." + file.getFileName() + "."
                + ProcessHandle.current().pid() + "-" + i + ".part");
            if (OWN.add(path)) {
                PartFile part = null;
                try {
                    part = open(path);
                } catch (FileAlreadyExistsException taken) {
                    if (i == TRIES) {
                        throw taken;
                    }
                } finally {
                    if (part == null) {
                        OWN.remove(path);
                    }
                }
                if (part != null) {
                    return part;
                }
            }
        }
    }

    /** NB: a stream and no channel, which an interrupt would close. */
    OutputStream out() {
        return out;
    }

    /** Takes a file's name, once the disk has all of it. */
    void become(Path file) throws IOException {
        out.getFD().sync();
        if (File.separatorChar == '\\') {
            out.close(); // Windows renames no open file; elsewhere it stays locked until it is no leftover any more
        }
        AtomicFile.rename(path, file);
    }

    /** Deletes it, if it still has this name. */
    @Override
    public void close() throws IOException {
        out.close();
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            path.toFile().deleteOnExit(); // some systems refuse while another program looks at the file
        } finally {
            OWN.remove(path);
        }
    }

    /** True if it is a name of this kind. */
    static boolean isLeftover(String name) {
        return NAME.matcher(name).matches();
    }

    /** Deletes what killed processes have left in a folder, once in this process' life. */
    static void deleteLeftovers(Path folder) {
        if (!CLEANED.add(folder)) {
            return;
        }
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder, ".*.part")) {
            for (Path part : parts) {
                if (isLeftover(FileName.of(part)) && !OWN.contains(part)) {
                    deleteIfLeft(part);
                }
            }
        } catch (IOException | DirectoryIteratorException mayNotLook) {
            Thread.yield(); // they are nobody's hindrance
        }
    }

    // -- Helper methods --

    /** Null if another process takes it for a leftover in this very moment. */
    private static PartFile open(Path path) throws IOException {
        Files.createFile(path);
        FileOutputStream out = new FileOutputStream(path.toFile());
        if (lock(out.getChannel()) && Files.exists(path)) {
            return new PartFile(path, out);
        }
        out.close();
        return null;
    }

    /** False if another process has it. */
    private static boolean lock(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (IOException someNetworkDrives) {
            return true;
        }
    }

    private static void deleteIfLeft(Path part) throws IOException {
        FileTime written = Files.getLastModifiedTime(part);
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            if (channel.tryLock() != null) {
                Files.deleteIfExists(part);
            }
        } catch (IOException noLocks) {
            if (written.toInstant().isBefore(Instant.now().minus(SURELY_LEFT))) {
                Files.deleteIfExists(part);
            }
        }
    }
}
