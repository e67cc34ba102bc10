package org.dawsonmri;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder that one process fills. The lock is the operating system's, on a file {@value #FILE} in the folder that says
 * who holds it: it ends with its process, however that ends, also on another computer of a network. The file goes with
 * it; where it stays behind, nothing holds it and it is in nobody's way.
 *
 * <pre>{@code
 * try (FolderLock lock = FolderLock.hold(model, "trains there", progress)) {
 *     fill(model);
 * }
 * }</pre>
 */
public final class FolderLock implements AutoCloseable {

    /** Name of the file. */
    public static final String FILE = ".lock";

    /** Behind what the file says, since Windows lets nobody else read what is locked. */
    private static final long LOCKED_BYTE = 1 << 16;

    /**
     * What this process holds. NB: the system forgets a process' lock on a file as soon as the process closes the file,
     * whatever else it was opened for; so a file that is held must never be opened a second time.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final Path held;
    private final FileChannel channel;

    private FolderLock(Path file, Path held, FileChannel channel) {
        this.file = file;
        this.held = held;
        this.channel = channel;
    }

    /**
     * Locks a folder.
     *
     * @param folder an existing one
     * @param work what is done with it, for who comes second: {@code trains there}
     * @throws DawsonException if it is held already; the message says by whom, and since when
     */
    public static FolderLock hold(Path folder, String work, Progress progress) {
        try {
            Path key = folder.toRealPath();
            if (!HELD.add(key)) {
                throw new DawsonException(folder + ": this process " + work + " already; wait for its end");
            }
            FolderLock lock = null;
            try {
                lock = lock(folder.resolve(FILE), key, work, progress);
            } finally {
                if (lock == null) {
                    HELD.remove(key);
                }
            }
            if (lock == null) {
                throw new DawsonException(folder + ": " + holder(folder.resolve(FILE))
                    + "; wait for its end, or end it");
            }
            return lock;
        } catch (IOException e) {
            throw AtomicFile.failure(folder.resolve(FILE), e);
        }
    }

    /** Gives the folder free; the file is gone. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
            channel.close();
        } catch (IOException e) {
            throw AtomicFile.failure(file, e);
        } finally {
            HELD.remove(held);
        }
    }

    // -- Helper methods --

    /** Null if another process holds it. */
    private static FolderLock lock(Path file, Path key, String work, Progress progress) throws IOException {
        while (true) {
            create(file);
            FileChannel channel = null;
            boolean locked = false;
            try {
                Object opened = identity(file);
                channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
                if (!tryLock(channel, file, progress)) {
                    return null;
                }
                // The one who held it may have deleted the file since it was opened.
                locked = Objects.equals(opened, identity(file));
                if (locked) {
                    sign(channel, work);
                    return new FolderLock(file, key, channel);
                }
            } catch (NoSuchFileException goneMeanwhile) {
                locked = false;
            } finally {
                if (!locked && channel != null) {
                    channel.close();
                }
            }
        }
    }

    /** What tells a file from a later one of the same name; null where the system has nothing of the kind. */
    private static Object identity(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    private static void create(Path file) throws IOException {
        try {
            Files.createFile(file);
        } catch (FileAlreadyExistsException left) {
            return; // by who holds it or by a process that was killed
        } catch (AccessDeniedException e) {
            if (!Files.exists(file)) {
                throw e;
            }
        }
    }

    /** False if another process holds it. */
    private static boolean tryLock(FileChannel channel, Path file, Progress progress) {
        try {
            return channel.tryLock(LOCKED_BYTE, 1, false) != null;
        } catch (IOException noLocks) {
            String before = read(file);
            if (!before.isBlank()) {
                progress.warning(file + ": " + before + ", and this network drive does not say whether that process "
                    + "has ended (" + noLocks.getMessage() + "); if it has not, end one of the two");
            }
            return true;
        }
    }

    private static void sign(FileChannel channel, String work) throws IOException {
        String text = "process " + ProcessHandle.current().pid() + " on " + host() + " " + work + " since "
            + LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT));
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
    }

    private static String holder(Path file) {
        String text = read(file);
        return text.isBlank() ? "another process is at work in it" : text;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return ""; // it ended in this moment, or its file may not be read
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException noNetwork) {
            return "this computer";
        }
    }
}
