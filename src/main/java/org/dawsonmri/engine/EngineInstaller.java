package org.dawsonmri.engine;

import org.dawsonmri.AtomicFile;
import org.dawsonmri.DawsonException;
import org.dawsonmri.FileName;
import org.dawsonmri.FolderLock;
import org.dawsonmri.Progress;
import org.dawsonmri.Sha256;
import org.dawsonmri.UnfinishedFolder;
import org.dawsonmri.runtime.NativeCache;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Installs the engine into a folder. Its jars come into {@code incoming}, are checked, and only when all are there does
 * that folder take the place of {@code lib}: an engine is the old one or the new one, never half of each. What has been
 * fetched stays in {@code incoming} when something fails, and is not fetched again; nor is what {@code lib} has
 * already.
 *
 * <pre>{@code
 * EngineInstaller.install(EngineInstaller.CENTRAL, "linux-x86_64", "Fiji/engines/dawson", progress);
 * }</pre>
 */
public final class EngineInstaller {

    /** Maven Central. */
    public static final String CENTRAL = "https://repo1.maven.org/maven2";

    private static final String LIB = "lib";
    private static final String OLD = "lib.old";
    private static final String INCOMING = "incoming";

    private final List<EngineParts.Part> parts;
    private final Path home;

    EngineInstaller(List<EngineParts.Part> parts, Path home) {
        this.parts = parts;
        this.home = home;
    }

    /**
     * Installs or repairs an engine. Blocks until done.
     *
     * @param source the address of a Maven repository, or a folder or zip with the jars; "" for Maven Central
     * @param platform one of {@link EngineParts#platforms()}; "" for this computer's
     * @param folder the engine's folder, made if it is not there; "" for where it is looked for
     * @return that folder
     * @throws DawsonException if a part cannot be had, is not what it should be, or the disk is full
     */
    public static Path install(String source, String platform, String folder, Progress progress) {
        String name = platform.isBlank() ? EngineParts.thisPlatform() : platform.trim();
        List<EngineParts.Part> jars = EngineParts.of(name);
        if (folder.isBlank() && !EngineParts.isForThisComputer(name)) {
            throw new DawsonException("platform " + name + ": is another computer's; name a folder to put its engine "
                + "into, and bring that folder to it");
        }
        Path home = folder.isBlank() ? Engine.home() : Path.of(folder.trim());
        try (PartSource parts = PartSource.of(source.isBlank() ? CENTRAL : source.trim())) {
            new EngineInstaller(jars, home).install(parts, progress);
        }
        progress.message("the engine for " + name + " is in " + home);
        return home;
    }

    /** What {@code home} lacks or has in a damaged form, as file names; empty if all is well. Reads all jars. */
    public static List<String> damaged(String platform, Path home, Progress progress) {
        return EngineParts.of(platform).stream()
            .filter(part -> !part.matches(home.resolve(LIB).resolve(part.fileName()), progress))
            .map(EngineParts.Part::fileName).toList();
    }

    void install(PartSource source, Progress progress) {
        UnfinishedFolder.create(home.resolve(INCOMING));
        try (FolderLock lock = FolderLock.hold(home, "installs an engine there", progress)) {
            fetchAll(source, progress);
            deleteOtherFiles();
            swap();
        } catch (IOException e) {
            throw AtomicFile.failure(home, e);
        }
    }

    // -- Helper methods --

    private void fetchAll(PartSource source, Progress progress) throws IOException {
        refuseForeignJars();
        if (!Files.exists(home.resolve(LIB)) && Files.exists(home.resolve(OLD))) {
            Files.move(home.resolve(OLD), home.resolve(LIB)); // the computer went off in the middle of a swap
        }
        requireSpace();
        Fetching fetching = new Fetching(parts.stream().mapToLong(EngineParts.Part::size).sum(), progress);
        for (EngineParts.Part part : parts) {
            progress.checkCancelled();
            if (isThere(part, progress)) {
                fetching.alreadyThere(part.size());
            } else {
                progress.message("fetching " + part.fileName() + " (" + (part.size() + 999_999) / 1_000_000
                    + " MB) from " + source.name());
                fetch(part, source, fetching);
            }
        }
    }

    private boolean isThere(EngineParts.Part part, Progress progress) throws IOException {
        Path incoming = incoming(part);
        if (part.matches(incoming, progress)) {
            return true;
        }
        Path installed = home.resolve(LIB).resolve(part.fileName());
        if (!part.matches(installed, progress)) {
            return false;
        }
        Files.deleteIfExists(incoming);
        try {
            Files.createLink(incoming, installed);
        } catch (IOException | UnsupportedOperationException noLinksOnThisDisk) {
            Files.copy(installed, incoming);
        }
        return true;
    }

    private void fetch(EngineParts.Part part, PartSource source, Fetching fetching) throws IOException {
        Path partial = home.resolve(INCOMING).resolve(part.fileName() + ".part");
        if (Files.exists(partial)) {
            fetching.alreadyThere(Math.min(Files.size(partial), part.size()));
        }
        source.fetch(part, partial, fetching);
        if (!part.matches(partial, fetching.progress())) {
            String found = Files.size(partial) + " bytes with SHA-256 " + Sha256.of(partial, Progress.NONE);
            Files.delete(partial);
            throw new DawsonException(part.fileName() + " from " + source.name() + ": is not the jar that Dawson was "
                + "built with: found " + found + ", expected " + part.size() + " bytes with " + part.sha256()
                + "; was deleted; try again or choose another source");
        }
        AtomicFile.force(partial);
        Files.move(partial, incoming(part), StandardCopyOption.REPLACE_EXISTING);
    }

    /** Jars beside {@code lib} would come before it on the worker's class path. */
    private void refuseForeignJars() throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            files.filter(file -> file.toString().endsWith(".jar")).findFirst().ifPresent(jar -> {
                throw new DawsonException(jar + ": was put there by hand and would be taken instead of the new engine; "
                    + "move the jars in " + home + " away first");
            });
        }
    }

    private void requireSpace() throws IOException {
        long missing = 0;
        for (EngineParts.Part part : parts) {
            Path partial = home.resolve(INCOMING).resolve(part.fileName() + ".part");
            boolean there = Files.exists(incoming(part)) || Files.exists(home.resolve(LIB).resolve(part.fileName()));
            missing += there ? 0 : part.size() - (Files.exists(partial) ? Files.size(partial) : 0);
        }
        long free = Files.getFileStore(home).getUsableSpace();
        if (free < missing) {
            throw new DawsonException(home + ": there is room for " + free / 1_000_000
                + " MB on that disk, and the engine needs " + (missing / 1_000_000 + 1)
                + " MB more; free some space or choose another folder");
        }
    }

    /** What an installation of another version has left behind. */
    private void deleteOtherFiles() throws IOException {
        List<String> names = parts.stream().map(EngineParts.Part::fileName).toList();
        try (Stream<Path> files = Files.list(home.resolve(INCOMING))) {
            for (Path file : files.filter(f -> !names.contains(FileName.of(f))).toList()) {
                Files.delete(file);
            }
        }
    }

    private void swap() throws IOException {
        Path lib = home.resolve(LIB);
        Path old = home.resolve(OLD);
        delete(old);
        try {
            if (Files.exists(lib)) {
                Files.move(lib, old);
            }
            Files.move(home.resolve(INCOMING), lib);
        } catch (IOException e) {
            throw new DawsonException(lib + ": cannot be replaced (" + e.getMessage() + "); end all trainings and "
                + "segmentations that use this engine and start the installation again, nothing has to be fetched anew",
                e);
        }
        delete(old);
        UnfinishedFolder.delete(home.resolve(NativeCache.NAME)); // what was unpacked from the old one
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private Path incoming(EngineParts.Part part) {
        return home.resolve(INCOMING).resolve(part.fileName());
    }
}
