package org.dawsonmri.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.CancelledException;
import org.dawsonmri.DawsonException;
import org.dawsonmri.Event;
import org.dawsonmri.FolderLock;
import org.dawsonmri.Progress;
import org.dawsonmri.Sha256;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Against a repository on this computer that cuts, stalls and lies. */
@Tag("slow")
@Timeout(30)
class EngineInstallerTest {

    @TempDir
    private Path dir;
    private Path home;
    private Repository repository;
    private final List<EngineParts.Part> parts = new ArrayList<>();

    @BeforeEach
    void fillTheRepository() throws IOException {
        home = dir.resolve("Fiji/engines/dawson");
        repository = new Repository();
        add("org/small/1/small-1.jar", 10);
        add("org/large/2/large-2.jar", 3_000_000);
    }

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    void fetchesChecksAndPutsInPlace() throws IOException {
        RecordedProgress progress = new RecordedProgress();
        install(progress);
        assertEquals(List.of("large-2.jar", "small-1.jar"), names(home.resolve("lib")));
        assertArrayEquals(repository.files.get("org/large/2/large-2.jar"),
            Files.readAllBytes(home.resolve("lib/large-2.jar")));
        assertFalse(Files.exists(home.resolve("incoming")));
        assertEquals(Map.of("done", 3L, "total", 3L, "what", "MB of the engine"), progress.lastUpdate());
    }

    @Test
    void whatIsThereIsNotFetchedAgainAndWhatIsDamagedIs() throws IOException {
        install(Progress.NONE);
        repository.requests.clear();
        install(Progress.NONE);
        assertEquals(List.of(), repository.requests);
        byte[] bytes = Files.readAllBytes(home.resolve("lib/large-2.jar"));
        bytes[1_500_000] ^= 1;
        Files.write(home.resolve("lib/large-2.jar"), bytes);
        install(Progress.NONE);
        assertEquals(List.of("org/large/2/large-2.jar all"), repository.requests);
        assertEquals(List.of("large-2.jar", "small-1.jar"), names(home.resolve("lib")));
    }

    @Test
    void anotherVersionsJarsGo() throws IOException {
        install(Progress.NONE);
        parts.remove(1);
        Files.createDirectories(home.resolve("incoming"));
        Files.writeString(home.resolve("incoming/older-0.jar.part"), "half of it");
        install(Progress.NONE);
        assertEquals(List.of("small-1.jar"), names(home.resolve("lib")));
        assertEquals(List.of("lib"), names(home));
    }

    @Test
    void aCutConnectionIsTakenUpWhereItBroke() throws IOException {
        repository.cuts = 3;
        parts.remove(0);
        install(Progress.NONE);
        assertEquals(4, repository.requests.size());
        assertEquals("org/large/2/large-2.jar all", repository.requests.get(0));
        int[] halfway = {1_500_000, 2_250_000, 2_625_000};
        for (int i = 0; i < halfway.length; i++) {
            int start = startOf(repository.requests.get(i + 1));
            assertTrue(start > 0.9 * halfway[i] && start <= halfway[i], repository.requests.toString());
        }
    }

    @Test
    void aServerThatIsBusyOrKnowsNoRangesServesInTheEnd() throws IOException {
        repository.knowsRanges = false;
        repository.cuts = 2;
        repository.busy = 3;
        install(Progress.NONE);
        assertEquals(List.of("large-2.jar", "small-1.jar"), names(home.resolve("lib")));
    }

    @Test
    void whoGivesUpKeepsWhatWasFetched() throws IOException {
        repository.cuts = 1;
        repository.diesWithACut = true;
        parts.remove(0);
        String message = messageOf(Progress.NONE);
        assertTrue(message.contains("the connection failed 4 times (HTTP status 503)"), message);
        long kept = Files.size(home.resolve("incoming/large-2.jar.part"));
        assertTrue(kept > 1_350_000);
        assertTrue(message.contains("after " + kept + " of 3000000 bytes; what was fetched is kept"), message);
        repository.busy = 0;
        repository.requests.clear();
        install(Progress.NONE);
        assertEquals(List.of("org/large/2/large-2.jar " + kept), repository.requests);
    }

    @Test
    void aWrongJarIsRefusedAndTheOldEngineStays() throws IOException {
        install(Progress.NONE);
        byte[] before = Files.readAllBytes(home.resolve("lib/small-1.jar"));
        add("org/small/1/small-1.jar", 12);
        parts.remove(0);
        repository.files.get("org/small/1/small-1.jar")[3] ^= 1;
        String message = messageOf(Progress.NONE);
        assertTrue(message.startsWith("small-1.jar from " + repository.address() + "/: is not the jar that Dawson was "
            + "built with: found 12 bytes with SHA-256 "), message);
        assertTrue(message.endsWith("; was deleted; try again or choose another source"), message);
        assertArrayEquals(before, Files.readAllBytes(home.resolve("lib/small-1.jar")));
        assertFalse(Files.exists(home.resolve("incoming/small-1.jar.part")));
    }

    @Test
    void whatIsTooLongIsRefused() {
        repository.files.put("org/small/1/small-1.jar", new byte[100_000]);
        assertTrue(messageOf(Progress.NONE).contains("is longer than the 10 bytes"), messageOf(Progress.NONE));
    }

    @Test
    void whatTheRepositoryDoesNotHaveIsNamedAndSoIsOneThatIsGone() {
        repository.files.clear();
        assertTrue(messageOf(Progress.NONE).startsWith(repository.address()
            + "/org/small/1/small-1.jar: cannot be fetched (HTTP status 404)"));
        repository.close();
        assertTrue(messageOf(Progress.NONE).contains("the connection failed 4 times ("), messageOf(Progress.NONE));
    }

    @Test
    void cancelEndsAStalledConnectionAtOnceAndKeepsWhatWasFetched() throws IOException {
        repository.stalls = true;
        RecordedProgress progress = new RecordedProgress();
        parts.remove(0);
        long start = System.nanoTime();
        progress.cancelAt = start + 800_000_000L;
        assertThrows(CancelledException.class, () -> install(progress));
        assertTrue(System.nanoTime() - start < 5_000_000_000L);
        assertTrue(Files.size(home.resolve("incoming/large-2.jar.part")) > 1_350_000);
        assertFalse(Files.exists(home.resolve("lib")));
    }

    @Test
    void foldersAndZipsServeWithoutInternet() throws IOException {
        install(Progress.NONE);
        Path zip = dir.resolve("engine.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (String name : names(home.resolve("lib"))) {
                out.putNextEntry(new ZipEntry("dawson/lib/" + name));
                out.write(Files.readAllBytes(home.resolve("lib").resolve(name)));
            }
        }
        Path folder = home;
        for (Path source : List.of(folder, zip)) {
            home = dir.resolve("from " + source.getFileName());
            try (PartSource jars = PartSource.of(source.toString())) {
                new EngineInstaller(parts, home).install(jars, Progress.NONE);
            }
            assertEquals(List.of("large-2.jar", "small-1.jar"), names(home.resolve("lib")));
        }
        Files.delete(folder.resolve("lib/small-1.jar"));
        home = dir.resolve("third");
        try (PartSource jars = PartSource.of(folder.toString())) {
            String message = assertThrows(DawsonException.class,
                () -> new EngineInstaller(parts, home).install(jars, Progress.NONE)).getMessage();
            assertTrue(message.startsWith(folder + ": holds no small-1.jar; fill it on a computer with internet"),
                message);
        }
    }

    @Test
    void aDamagedFileInAFolderIsRefused() throws IOException {
        Path folder = Files.createDirectories(dir.resolve("stick"));
        Files.write(folder.resolve("small-1.jar"), new byte[10]);
        Files.write(folder.resolve("large-2.jar"), new byte[10]);
        try (PartSource jars = PartSource.of(folder.toString())) {
            String message = assertThrows(DawsonException.class,
                () -> new EngineInstaller(parts, home).install(jars, Progress.NONE)).getMessage();
            assertTrue(message.startsWith("small-1.jar from " + folder + ": is not the jar"), message);
        }
    }

    @Test
    void twoInstallationsDoNotMeet() throws IOException {
        Files.createDirectories(home);
        try (FolderLock lock = FolderLock.hold(home, "installs an engine there", Progress.NONE)) {
            assertEquals(home + ": this process installs an engine there already; wait for its end",
                messageOf(Progress.NONE));
        }
    }

    @Test
    void jarsThatWouldGoBeforeTheEngineAreNamed() throws IOException {
        Files.createDirectories(home);
        Files.writeString(home.resolve("tensorflow-old.jar"), "x");
        assertTrue(messageOf(Progress.NONE).startsWith(home.resolve("tensorflow-old.jar") + ": was put there by hand"));
    }

    @Test
    void anInterruptedSwapIsMadeGood() throws IOException {
        install(Progress.NONE);
        Files.move(home.resolve("lib"), home.resolve("lib.old"));
        Files.createDirectories(home.resolve("cache/tensorflow-old.jar")); // what was unpacked from it goes, too
        repository.requests.clear();
        install(Progress.NONE);
        assertEquals(List.of(), repository.requests);
        assertEquals(List.of("lib"), names(home));
    }

    @Test
    void tooSmallADiskIsToldBeforeAnythingIsFetched() {
        parts.add(new EngineParts.Part("org/huge/1/huge-1.jar", Long.MAX_VALUE / 4, "0"));
        String message = messageOf(Progress.NONE);
        assertTrue(message.startsWith(home + ": there is room for ") && message.contains(" MB more; free"), message);
        assertEquals(List.of(), repository.requests);
    }

    private void add(String path, int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        repository.files.put(path, bytes);
        parts.add(new EngineParts.Part(path, size, Sha256.of(Files.write(dir.resolve("one"), bytes), Progress.NONE)));
    }

    private void install(Progress progress) {
        new EngineInstaller(parts, home).install(repository.source(), progress);
    }

    private String messageOf(Progress progress) {
        String message = assertThrows(DawsonException.class, () -> install(progress)).getMessage();
        assertFalse(message.contains("\n"), message);
        return message;
    }

    private static int startOf(String request) {
        return Integer.parseInt(request.substring(request.indexOf(' ') + 1));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** Keeps what is told, and cancels after a while if asked to. */
    private static final class RecordedProgress implements Progress {

        private final List<Map<String, ?>> updates = new ArrayList<>();
        private volatile long cancelAt = Long.MAX_VALUE;

        @Override
        public synchronized void event(Event event) {
            if (event.type() == Event.Type.PROGRESS) {
                updates.add(event.values());
            }
        }

        synchronized Map<String, ?> lastUpdate() {
            return updates.get(updates.size() - 1);
        }

        @Override
        public boolean isCancelled() {
            return System.nanoTime() > cancelAt;
        }
    }
}
