package org.dawsonmri.nifti;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.AtomicFile;
import org.dawsonmri.CancelledException;
import org.dawsonmri.DawsonException;
import org.dawsonmri.Event;
import org.dawsonmri.Progress;
import org.dawsonmri.volume.Geometry;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Types, and that a file appears whole or not at all. */
class NiftiWriterTest {

    @TempDir
    private Path folder;

    @Test
    void theSmallestTypeHoldsEveryValue() {
        assertEquals(NiftiType.UINT8, NiftiType.smallestFor(volume(0, 1, 255)));
        assertEquals(NiftiType.INT16, NiftiType.smallestFor(volume(0, 256, 32767)));
        assertEquals(NiftiType.INT16, NiftiType.smallestFor(volume(0, -1, 3)));
        assertEquals(NiftiType.FLOAT32, NiftiType.smallestFor(volume(0, 32768, 1)));
        assertEquals(NiftiType.FLOAT32, NiftiType.smallestFor(volume(0, 0.5f, 1)));
        assertEquals(NiftiType.FLOAT32, NiftiType.smallestFor(volume(0, Float.NaN, 1)));
        assertEquals(NiftiType.INT16, NiftiType.smallestFor(List.of(volume(1, 2, 3), volume(1, 2, -3))));
    }

    @Test
    void aValueThatDoesNotFitIsNamedAndNothingRemains() throws IOException {
        Path file = folder.resolve("a.nii.gz");
        assertTrue(refusal(volume(1, 2, 256), file, NiftiType.UINT8).contains("value 256.0 at voxel 2, 0, 0"));
        assertTrue(refusal(volume(1, 2.5f, 3), file, NiftiType.INT16).contains("value 2.5 at voxel 1, 0, 0"));
        assertTrue(refusal(volume(Float.NaN, 2, 3), file, NiftiType.INT16).contains("value NaN at voxel 0, 0, 0"));
        assertTrue(refusal(volume(-1, 2, 3), file, NiftiType.UINT8).contains("from 0 to 255; write float32"));
        assertNames();
    }

    @Test
    void whatWasThereStaysWhenWritingFails() throws IOException {
        Path file = folder.resolve("a.nii");
        NiftiWriter.write(volume(1, 2, 3), file, NiftiType.UINT8);
        refusal(volume(1, 2, 300), file, NiftiType.UINT8);
        assertArrayEquals(new float[] {1, 2, 3}, NiftiReader.read(file).voxels());
        NiftiWriter.write(volume(4, 5, 6), file, NiftiType.UINT8);
        assertArrayEquals(new float[] {4, 5, 6}, NiftiReader.read(file).voxels());
        assertNames("a.nii");
    }

    @Test
    void cancellingLeavesNothing() throws IOException {
        Progress cancelled = new Progress() {
            @Override
            public void event(Event event) {
                throw new AssertionError("nothing to say: " + event);
            }

            @Override
            public boolean isCancelled() {
                return true;
            }
        };
        assertThrows(CancelledException.class, () -> NiftiWriter.write(List.of(volume(1, 2, 3)),
            folder.resolve("a.nii.gz"), NiftiType.UINT8, cancelled));
        assertNames();
    }

    @Test
    void aFullDiskIsExplainedAndLeavesNothing() throws IOException {
        Path file = folder.resolve("a.nii");
        String message = assertThrows(DawsonException.class, () -> AtomicFile.write(file, out -> {
            out.write(new byte[1000]);
            throw new IOException("No space left on device");
        })).getMessage();
        assertEquals(file + ": cannot be written: the disk is full; free some space or choose another folder", message);
        assertNames();
    }

    @Test
    void placesWhereNothingCanBeWrittenAreExplained() throws IOException {
        Path inFile = Files.createFile(folder.resolve("file")).resolve("a.nii");
        assertTrue(refusal(volume(1), inFile, NiftiType.UINT8).contains("file is a file, not a folder"));
        Path isFolder = Files.createDirectory(folder.resolve("b.nii"));
        assertTrue(refusal(volume(1), isFolder, NiftiType.UINT8).contains("is a folder"));
        Path notNifti = folder.resolve("a.tif");
        assertTrue(refusal(volume(1), notNifti, NiftiType.UINT8).contains("expected a name in .nii or .nii.gz"));
        assertNames("b.nii", "file");
    }

    @Test
    void framesOfDifferentGridsAreAMistakeOfTheCaller() {
        assertThrows(IllegalArgumentException.class, () -> NiftiWriter.write(List.of(volume(1), volume(1, 2)),
            folder.resolve("a.nii"), NiftiType.UINT8));
    }

    private static Volume volume(float... voxels) {
        return new Volume(Geometry.ofSpacing(voxels.length, 1, 1, 1, 1, 1), voxels, "test");
    }

    private static String refusal(Volume volume, Path file, NiftiType type) {
        String message = assertThrows(DawsonException.class, () -> NiftiWriter.write(volume, file, type)).getMessage();
        assertTrue(message.startsWith(file.toString()), message);
        return message;
    }

    private void assertNames(String... names) throws IOException {
        try (Stream<Path> list = Files.list(folder)) {
            assertEquals(List.of(names), list.map(p -> p.getFileName().toString()).sorted().toList());
        }
    }
}
