package org.dawsonmri;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.dawsonmri.cli.Dawson;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Temporary files: nobody else sees them, a killed process' are gone at the next start, a living one's never. */
@Tag("slow")
class TemporaryFolderTest {

    @TempDir
    private Path place;

    /** A process that works on a scan until it is killed. */
    static final class Work {

        public static void main(String[] arguments) throws Exception {
            TemporaryFolder folder = TemporaryFolder.create();
            Files.writeString(folder.file("scan.nii"), "somebody's brain");
            TemporaryFolder.deleteLeft(); // its own start, which must not take its own
            System.out.println(folder.path());
            System.in.read();
            if (arguments.length > 0) {
                folder.close();
            }
        }
    }

    @Test
    void onlyTheOwnerSeesItAndItIsGoneAtTheEnd() throws Exception {
        Path path;
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            path = folder.path();
            Path file = folder.file("a.nii");
            assertNotEquals(file, folder.file("a.nii"));
            Files.writeString(file, "x");
            if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
                assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
            }
        }
        assertFalse(Files.exists(path));
    }

    @Test
    void whatAKilledProcessLeftIsGoneAtTheNextStart() throws Exception {
        Process living = start(Work.class.getName());
        Process killed = start(Work.class.getName());
        try {
            Path its = folderOf(killed);
            Path other = folderOf(living);
            dawson();
            assertTrue(Files.exists(its.resolve("1/scan.nii")), "it was alive");
            killed.destroyForcibly().waitFor();
            assertTrue(Files.exists(its.resolve("1/scan.nii")), "a kill leaves it");
            dawson();
            assertFalse(Files.exists(its));
            assertTrue(Files.exists(other.resolve("1/scan.nii")), "it is alive");
            assertEquals(List.of(other), folders());
        } finally {
            living.destroyForcibly().waitFor();
            killed.destroyForcibly();
        }
        dawson();
        assertEquals(List.of(), folders());
    }

    @Test
    void whatEndsAsItShouldLeavesNothing() throws Exception {
        Process work = start(Work.class.getName(), "close");
        folderOf(work);
        work.getOutputStream().close();
        assertEquals(0, work.waitFor());
        assertEquals(List.of(), folders());
    }

    @Test
    void whatIsNotSurelyLeftStays() throws Exception {
        assumeTrue(Files.getFileStore(place).supportsFileAttributeView("posix"));
        Path precious = Files.createDirectory(place.resolve("precious"));
        Files.writeString(precious.resolve(".lock"), "");
        Files.setPosixFilePermissions(precious, PosixFilePermissions.fromString("rwx------"));
        Files.createSymbolicLink(place.resolve("dawson-1-link"), precious);
        folder("dawson-2-open", "rwxrwxrwx", true); // names in it may be swapped under a deletion
        folder("dawson-3-new", "rwx------", false); // about to be locked
        Path old = folder("dawson-4-old", "rwx------", false);
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(3))));
        folder("dawson-5-left", "rwx------", true);
        Files.writeString(place.resolve("dawson-6-file"), "");
        dawson();
        assertTrue(Files.exists(precious.resolve(".lock")));
        assertEquals(List.of("dawson-1-link", "dawson-2-open", "dawson-3-new", "dawson-6-file"),
            folders().stream().map(path -> path.getFileName().toString()).toList());
    }

    private Path folder(String name, String permissions, boolean locked) throws IOException {
        Path folder = Files.createDirectory(place.resolve(name));
        if (locked) {
            Files.writeString(folder.resolve(".lock"), "");
        }
        return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
    }

    /** Any start of Dawson. */
    private void dawson() throws Exception {
        Process dawson = start(Dawson.class.getName(), "--version");
        dawson.getInputStream().readAllBytes();
        assertEquals(0, dawson.waitFor());
    }

    private Process start(String main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java")
            .toString(),
            "-XX:TieredStopAtLevel=1", "-Djava.io.tmpdir=" + place, "-cp", System.getProperty("java.class.path"),
            main));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(new File(place.toFile(), "errors.txt")).start();
    }

    private static Path folderOf(Process work) throws IOException {
        return Path.of(new BufferedReader(new InputStreamReader(work.getInputStream(), StandardCharsets.UTF_8))
            .readLine());
    }

    private List<Path> folders() throws IOException {
        try (var all = Files.list(place)) {
            return all.filter(path -> path.getFileName().toString().startsWith("dawson-")).sorted().toList();
        }
    }
}
