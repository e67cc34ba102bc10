package org.dawsonmri.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.CancelledException;
import org.dawsonmri.DawsonException;
import org.dawsonmri.Event;
import org.dawsonmri.Progress;
import org.dawsonmri.dataset.Dataset;
import org.dawsonmri.dataset.Split;
import org.dawsonmri.dataset.Subject;
import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.volume.Volume;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

@Tag("slow")
class SampleDataTest {

    private static final SampleOptions TINY = SampleOptions.of(3, 20, null);

    @TempDir
    private Path temp;

    @Test
    void theDatasetReadsBackAndTheSameOptionsGiveTheSameBytes() throws IOException {
        Path dir = temp.resolve("new/data");
        SampleData.write(dir, TINY, Progress.NONE);
        Dataset data = Dataset.read(dir);
        assertEquals(List.of("FLAIR", "T1", "T2"), data.modalities());
        assertEquals(List.of(Split.TRAIN, Split.VALIDATION, Split.TEST),
            data.subjects().stream().map(Subject::split).toList());
        SyntheticHead second = SyntheticHead.create(TINY, 2, Progress.NONE);
        Subject subject = data.subjects().get(1);
        for (String name : data.modalities()) {
            Volume read = NiftiReader.read(subject.scans().get(name));
            assertArrayEquals(second.scans().get(name).voxels(), read.voxels());
            assertTrue(read.geometry().maxCornerDistanceMm(second.lesions().geometry()) < 1e-3);
        }
        assertArrayEquals(second.lesions().voxels(), NiftiReader.read(subject.label()).voxels());

        Path again = Files.createDirectory(temp.resolve("again"));
        SampleData.write(again, TINY, Progress.NONE);
        for (Path file : files(dir)) {
            assertArrayEquals(Files.readAllBytes(dir.resolve(file)), Files.readAllBytes(again.resolve(file)),
                file.toString());
        }
        assertEquals(13, files(again).size());
    }

    @Test
    void splitsFollowTheNumberOfSubjects() {
        assertEquals("T", splits(1));
        assertEquals("Tt", splits(2));
        assertEquals("Tvt", splits(3));
        assertEquals("TTTTTTTvt", splits(9));
        assertEquals("TTTTTTTvvt", splits(10));
        assertEquals("T".repeat(16) + "vvvt", splits(20));
    }

    private static String splits(int n) {
        StringBuilder out = new StringBuilder();
        IntStream.rangeClosed(1, n).mapToObj(i -> SampleData.split(i, n))
            .forEach(s -> out.append(s == Split.TRAIN ? 'T' : s == Split.VALIDATION ? 'v' : 't'));
        return out.toString();
    }

    @Test
    void cancellingLeavesNothing() throws IOException {
        class CancelAfterFirst implements Progress {
            private boolean cancelled;

            @Override
            public void event(Event event) {
                cancelled |= event.type() == Event.Type.PROGRESS;
            }

            @Override
            public boolean isCancelled() {
                return cancelled;
            }
        }
        assertThrows(CancelledException.class,
            () -> SampleData.write(temp.resolve("data"), TINY, new CancelAfterFirst()));
        assertEquals(List.of(), files(temp));
        assertFalse(Files.exists(temp.resolve("data")));
    }

    @Test
    void filesThatAreThereAreNotTouched() throws IOException {
        Path mine = Files.writeString(temp.resolve("mine.txt"), "precious");
        DawsonException full = assertThrows(DawsonException.class, () -> SampleData.write(temp, TINY, Progress.NONE));
        assertTrue(full.getMessage().startsWith(temp + ": is not empty, and nothing in it shall be lost"),
            full.getMessage());
        DawsonException file = assertThrows(DawsonException.class, () -> SampleData.write(mine, TINY, Progress.NONE));
        assertTrue(file.getMessage().contains("is a file"), file.getMessage());
        DawsonException below = assertThrows(DawsonException.class,
            () -> SampleData.write(mine.resolve("sub"), TINY, Progress.NONE));
        assertFalse(below.getMessage().contains("\n"), below.getMessage());
        assertEquals("precious", Files.readString(mine));
        assertEquals(List.of(Path.of("mine.txt")), files(temp));
    }

    @Test
    void whatCannotBeDrawnIsRefused() {
        assertThrows(DawsonException.class, () -> SampleOptions.of(0, 96, null));
        assertThrows(DawsonException.class, () -> SampleOptions.of(3, 4, null));
        assertThrows(DawsonException.class, () -> SampleOptions.of(3, 5000, null));
        assertThrows(DawsonException.class, () -> SampleOptions.of(3, null, new double[] {1, 1}));
        assertThrows(DawsonException.class, () -> SampleOptions.of(3, null, new double[] {1, 1, 0}));
        assertThrows(DawsonException.class, () -> SampleOptions.of(3, null, new double[] {1, 1, 0.1}));
        assertThrows(DawsonException.class, () -> SampleOptions.of(3, null, new double[] {1, 1, 90}));
    }

    @Test
    void sizeAndSpacingMakeTheGrid() {
        assertArrayEquals(new int[] {96, 115, 96}, SampleOptions.DEFAULT.shape());
        assertArrayEquals(new double[] {2, 2, 2}, SampleOptions.DEFAULT.spacing());
        assertArrayEquals(new int[] {192, 230, 64}, SampleOptions.of(1, null, new double[] {1, 1, 3}).shape());
        assertArrayEquals(new int[] {64, 77, 21}, SampleOptions.of(1, 64, new double[] {1, 1, 3}).shape());
        assertArrayEquals(new double[] {3, 3, 3}, SampleOptions.of(1, 64, null).spacing());
    }

    private static List<Path> files(Path dir) throws IOException {
        try (Stream<Path> walk = Files.walk(dir)) {
            return walk.filter(Files::isRegularFile).map(dir::relativize).sorted().toList();
        }
    }
}
