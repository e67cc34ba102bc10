package org.dawsonmri.imagej.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.CancelledException;
import org.dawsonmri.DawsonException;
import org.dawsonmri.Event;
import org.dawsonmri.Progress;
import org.dawsonmri.imagej.job.LiveTraining.Snapshot;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;

/** What the window gets to show and what its buttons do, with a stand-in for the window. */
class LiveTrainingTest {

    @TempDir
    private Path model;
    private final List<Snapshot> shown = new ArrayList<>();
    private final List<String> ends = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private LiveTraining live;

    private final LiveTraining.View view = new LiveTraining.View() {
        @Override
        public void show(Snapshot snapshot) {
            shown.add(snapshot);
        }

        @Override
        public void ended(String how) {
            ends.add(how);
        }

        @Override
        public void close() {
            ends.add("closed");
        }
    };

    @Test
    void everyEpochBringsNewCurvesAndPictures() throws IOException {
        open().run(progress -> {
            draw(3);
            progress.step(Map.of("epoch", "1/4", "step", "2/2", "loss", 0.5, "images_per_s", 12.34, "left",
                "9s"));
            progress.epoch(Map.of("epoch", 1.0, "loss", 0.5, "val_dice", 0.25));
            progress.epoch(Map.of("epoch", 2.0, "loss", 0.4, "val_dice", 0.2));
        }, true);
        Snapshot last = shown.get(shown.size() - 1);
        assertEquals(3, last.slices().get(0).getWidth());
        assertEquals("0.2500 in epoch 1", last.lines().get(last.lines().size() - 1)[1]);
        assertEquals(0.25, last.fraction());
        assertTrue(last.curves().lossPicture().getWidth() > 300);
        assertEquals(List.of("Done; the model is in " + model), ends);
        assertEquals(List.of("step"), heard);
    }

    @Test
    void manyStepsAreFewPictures() {
        open().run(progress -> {
            for (int i = 1; i <= 1000; i++) {
                progress.step(Map.of("epoch", "1/1", "step", i + "/1000", "loss", 0.5));
            }
        }, true);
        assertTrue(shown.size() < 100, "painted " + shown.size() + " times");
        assertEquals(1000, heard.size());
    }

    @Test
    void stopIsAWishThatKeeps() {
        open().run(progress -> {
            assertFalse(progress.isStopRequested());
            live.stop();
            assertTrue(progress.isStopRequested());
            assertFalse(progress.isCancelled());
        }, true);
        assertEquals(List.of("Stopped; the model is in " + model), ends);
    }

    @Test
    void cancelIsAWishThatDropsAndClosesTheWindow() {
        CancelledException cancelled = new CancelledException();
        assertSame(cancelled, assertThrows(CancelledException.class, () -> open().run(progress -> {
            live.cancel();
            assertTrue(progress.isCancelled());
            assertFalse(progress.isStopRequested());
            throw cancelled;
        }, true)));
        assertEquals(List.of("closed"), ends);
    }

    @Test
    void wishesFromElsewhereCountToo() {
        new LiveTraining(model, new Progress() {
            @Override
            public void event(Event event) {
                heard.add(event.type().toString());
            }

            @Override
            public boolean isCancelled() {
                return true;
            }

            @Override
            public boolean isStopRequested() {
                return true;
            }
        }, training -> view).run(progress -> {
            assertTrue(progress.isCancelled());
            assertTrue(progress.isStopRequested());
        }, true);
    }

    @Test
    void aFailureLeavesTheCurvesThatThereAre() {
        DawsonException failure = new DawsonException("the loss became NaN");
        assertThrows(DawsonException.class, () -> open().run(progress -> {
            throw failure;
        }, true));
        assertThrows(DawsonException.class, () -> open().run(progress -> {
            progress.epoch(Map.of("epoch", 1.0));
            throw failure;
        }, true));
        assertEquals(List.of("closed", "Failed: the loss became NaN"), ends);
    }

    @Test
    void inAMacroTheWindowGoesWithItsTraining() {
        open().run(progress -> { }, false);
        assertEquals(List.of("closed"), ends);
    }

    @Test
    void aResumedTrainingGoesOnWithItsCurves() throws IOException {
        Files.writeString(model.resolve("history.csv"), "epoch,loss,val_dice\n1,0.5,0.1\n2,0.4,NaN\n");
        open().run(progress -> { }, true);
        assertTrue(shown.get(0).curves().loss().getDataObjectArrays(0)[1][1] == 0.4f);
    }

    /** There is no display here: nothing opens, and the training hears and says what it does without a window. */
    @Test
    void withoutADisplayThereIsNoWindow() {
        Progress own = event -> heard.add(event.type().toString());
        LiveTraining.run("title", model, own, progress -> assertSame(own, progress));
    }

    private LiveTraining open() {
        live = new LiveTraining(model, event -> heard.add(event.type().toString()), training -> view);
        return live;
    }

    private void draw(int size) {
        try {
            Path folder = Files.createDirectories(model.resolve("benchmark"));
            ImageIO.write(new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB), "png",
                folder.resolve("s1_slice3_latest.png").toFile());
            Files.writeString(folder.resolve("montage.png"), "not read");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
