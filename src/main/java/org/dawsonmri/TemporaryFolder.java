package org.dawsonmri;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A folder in the system's place for temporary files, for what is gone with the work that it is for: scans on their way
 * to a worker, measurements. Only its owner may look into it. The system's lock on a file in it ends with its process,
 * however that ends; so {@link #deleteLeft}, at the next start, finds what a killed process left and nothing else.
 *
 * <pre>{@code
 * try (TemporaryFolder folder = TemporaryFolder.create()) {
 *     NiftiWriter.write(scan, folder.file("scan.nii"), NiftiType.FLOAT32);
 * }
 * }</pre>
 */
public final class TemporaryFolder implements AutoCloseable {

    private static final String PREFIX = "dawson-";
    private static final String LOCK = ".lock";
    private static final String PRIVATE = "rwx------";
    /** A process that makes a folder locks it at once. */
    private static final Duration NEVER_LOCKED = Duration.ofDays(1);
    /** Some disks keep times in whole seconds. */
    private static final long ROUNDED_MILLIS = 2000;

    private final Path path;
    private final FileChannel lock;
    private int files;

    private TemporaryFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** @throws DawsonException if there is no room for it */
    public static TemporaryFolder create() {
        try {
            TemporaryFolder made = null;
            while (made == null) { // another process may have taken it for one that was left
                made = locked(Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-").toAbsolutePath());
            }
            return made;
        } catch (IOException e) {
            throw new DawsonException(place() + ": the folder for temporary files cannot be written (" + e.getMessage()
                + "); free some space, or choose another one with -Djava.io.tmpdir=FOLDER", e);
        }
    }

    public Path path() {
        return path;
    }

    /** A place for a file of that name; no two calls give the same. */
    public synchronized Path file(String name) {
        Path folder = path.resolve(Integer.toString(++files));
        UnfinishedFolder.create(folder);
        return folder.resolve(name);
    }

    /** Deletes all that is in it. */
    @Override
    public void close() {
        try {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(path, entry -> !entry.endsWith(LOCK))) {
                all.forEach(UnfinishedFolder::delete);
            }
            lock.close(); // Windows deletes no file that is open
            Files.deleteIfExists(path.resolve(LOCK));
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(path + ": temporary files cannot be deleted", e);
        }
    }

    /** Deletes what killed processes of this user have left. What cannot be deleted is in nobody's way and stays. */
    public static void deleteLeft() {
        List<Path> others = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(place(), PREFIX + "*")) {
            all.forEach(folder -> others.add(folder.toAbsolutePath()));
        } catch (IOException | RuntimeException unreadable) {
            return;
        }
        if (others.isEmpty()) {
            return;
        }
        try (TemporaryFolder own = create()) {
            UserPrincipal user = Files.getOwner(own.path);
            others.forEach(folder -> deleteIfLeft(folder, user));
        } catch (IOException | RuntimeException noRoom) {
            Thread.yield();
        }
    }

    // -- Helper methods --

    private static Path place() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    /** Null if it has been deleted meanwhile. */
    private static TemporaryFolder locked(Path folder) throws IOException {
        Path file = folder.resolve(LOCK);
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            if (isLocked(channel) && Files.exists(file)) {
                return new TemporaryFolder(folder, channel);
            }
        } catch (NoSuchFileException gone) {
            return null;
        }
        channel.close();
        return null;
    }

    /** False if another process has the lock. */
    private static boolean isLocked(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (IOException noLocks) {
            return true; // nor can anybody else find out that it is not, who leaves it alone then
        }
    }

    private static void deleteIfLeft(Path folder, UserPrincipal user) {
        try {
            if (!isPrivate(folder, user)) {
                return; // somebody else's, or something else of that name
            }
            Path file = folder.resolve(LOCK);
            if (isOurs(folder)) {
                return;
            }
            if (!Files.exists(file)) {
                if (Files.getLastModifiedTime(folder).toInstant().isBefore(Instant.now().minus(NEVER_LOCKED))) {
                    UnfinishedFolder.delete(folder);
                }
                return;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                if (channel.tryLock() != null) {
                    UnfinishedFolder.delete(folder);
                }
            }
        } catch (IOException | RuntimeException inUse) {
            Thread.yield();
        }
    }

    /**
     * True if this very process has made it. NB: the system forgets a process' lock on a file as soon as the process
     * closes that file, whatever else it was opened for; so these are left alone.
     */
    private static boolean isOurs(Path folder) throws IOException {
        return FileName.of(folder).startsWith(PREFIX + ProcessHandle.current().pid() + "-")
            && Files.getLastModifiedTime(folder).toMillis() > ManagementFactory.getRuntimeMXBean().getStartTime()
                - ROUNDED_MILLIS;
    }

    /** NB: in a folder that others may write, names could be swapped under a deletion. */
    private static boolean isPrivate(Path folder, UserPrincipal user) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) || !Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS)
            .equals(user)) {
            return false;
        }
        PosixFileAttributeView posix =
            Files.getFileAttributeView(folder, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        return posix == null || PosixFilePermissions.toString(posix.readAttributes().permissions()).equals(PRIVATE);
    }
}
