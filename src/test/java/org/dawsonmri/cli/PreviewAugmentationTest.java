package org.dawsonmri.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.train.BlobDataset;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import javax.imageio.ImageIO;

/** The contact sheet, from the command line. */
@Tag("slow")
class PreviewAugmentationTest {

    private static final int ORANGE = 0xff7800;

    @TempDir
    private Path folder;
    private String error;

    @Test
    void sheetHasATileForEachTransform() throws IOException {
        BlobDataset.write(folder);
        assertEquals(0, preview("mri.png"), error);
        BufferedImage sheet = read("mri.png");
        // The slice, nine transforms and two as in training are three rows of four; pixels of 18 × 15 mm.
        assertEquals(4 * 346 + 6, sheet.getWidth());
        assertEquals(3 * (283 + 28 + 6) + 6, sheet.getHeight());
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 4; column++) {
                assertTrue(hasOutline(sheet.getSubimage(6 + 346 * column, 6 + 317 * row, 340, 311)),
                    "no label in tile " + row + ", " + column);
            }
        }
    }

    @Test
    void sameSeedSamePicture() throws IOException {
        BlobDataset.write(folder);
        assertEquals(0, preview("a.png"), error);
        assertEquals(0, preview("b.png"), error);
        assertEquals(0, preview("c.png", "--seed", "2"), error);
        assertArrayEquals(bytes("a.png"), bytes("b.png"));
        assertFalse(Arrays.equals(bytes("a.png"), bytes("c.png")));
    }

    @Test
    void onlyWhatHappensIsShown() throws IOException {
        BlobDataset.write(folder);
        Path config = Files.writeString(folder.resolve("config.json"), "{\"augmentation\": {\"flip\": "
            + "{\"probability\": 1}, \"painted_lesions\": {\"folder\": \"" + masks() + "\", \"label\": 3}}}");
        assertEquals(0, preview("flip.png", "--config", config.toString(), "--channel", "B", "--subject", "s3"), error);
        // The slice, painted lesions, the flip and two as in training need five tiles.
        assertEquals(2 * (283 + 28 + 6) + 6, read("flip.png").getHeight());
    }

    /** The protocol scales intensities by the training scans, so that they have to be measured first. */
    @Test
    void aProtocolIsShownAsItTrains() throws IOException {
        BlobDataset.write(folder);
        assertEquals(0, preview("protocol.png", "--config", "spinal-cord"), error);
        // The slice, five transforms and two as in training are two rows of four.
        assertEquals(2 * (283 + 28 + 6) + 6, read("protocol.png").getHeight());
    }

    @Test
    void mistakesAreNamed() {
        BlobDataset.write(folder);
        assertMistake("has no subject s9; it has [s0, s1, s2, s3]", "--subject", "s9");
        assertMistake("s0: there is no slice 6, expected 0 to 5", "--slice", "6");
        assertMistake("there is no channel C among [A, B]", "--channel", "C");
        assertMistake("neither a file nor a protocol", "--config", "spine");
        assertMistake("no augmentation preset is called", "--augmentation", "strong");
        assertFalse(Files.exists(folder.resolve("out.png")));
    }

    private void assertMistake(String part, String... options) {
        assertEquals(Subcommand.FAILED, preview("out.png", options));
        assertTrue(error.contains(part) && error.strip().lines().count() == 1, error);
    }

    private int preview(String out, String... options) {
        List<String> line = new ArrayList<>(List.of("preview-augmentation", "--data", folder.toString(), "--out",
            folder.resolve(out).toString(), "--progress", "none"));
        line.addAll(List.of(options));
        StringWriter err = new StringWriter();
        int status = Dawson.run(new PrintWriter(new StringWriter()), new PrintWriter(err, true),
            line.toArray(String[]::new));
        error = err.toString();
        return status;
    }

    private String masks() throws IOException {
        Path masks = Files.createDirectory(folder.resolve("masks"));
        Files.copy(folder.resolve("s1_label.nii.gz"), masks.resolve("a.nii.gz"));
        return masks.toString().replace('\\', '/');
    }

    private BufferedImage read(String name) throws IOException {
        return ImageIO.read(folder.resolve(name).toFile());
    }

    private byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    private static boolean hasOutline(BufferedImage tile) {
        int[] pixels = tile.getRGB(0, 0, tile.getWidth(), tile.getHeight(), null, 0, tile.getWidth());
        return Arrays.stream(pixels).filter(p -> (p & 0xffffff) == ORANGE).count() > 20;
    }
}
