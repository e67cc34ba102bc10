package org.dawsonmri.imagej;

import org.dawsonmri.nifti.NiftiReader;
import org.dawsonmri.volume.Volume;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.plugin.filter.ThresholdToSelection;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.MedianCut;
import ij.text.TextWindow;
import org.scijava.Context;
import org.scijava.command.CommandService;

import java.awt.AWTException;
import java.awt.Component;
import java.awt.Container;
import java.awt.Frame;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Window;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import javax.imageio.ImageIO;
import javax.swing.JButton;

/**
 * The tutorial as a session in a real ImageJ, with a picture of each step and of every form; {@code
 * docs/screenshots.sh} starts it. Opens a scan, labels a few slices, trains on them, stops and keeps, segments another
 * scan, lists lesions and measures.
 */
public final class TutorialSession {

    private static final Rectangle SCREEN = new Rectangle(0, 0, 1280, 900);
    private static final int GAP = 6;
    private static final int LABELLED_SLICES = 5;
    private static final int ZOOM = 5;
    /** After so many the session stops the training and keeps the network. */
    private static final int EPOCHS = 30;

    private final Path work;
    private final Path pictures;
    private final Robot robot = new Robot();
    private final FormDriver forms;

    private TutorialSession(Path work, Path pictures, Context context) throws AWTException {
        this.work = work;
        this.pictures = pictures;
        this.forms = new FormDriver(context, true);
    }

    /** @param args an empty folder to work in, and the folder for the pictures */
    public static void main(String[] args) throws Exception {
        ImageJ imageJ = new ImageJ();
        imageJ.setLocation(10, 10);
        int status = 1;
        try (Context context = new Context(CommandService.class)) {
            TutorialSession session = new TutorialSession(Path.of(args[0]), Path.of(args[1]), context);
            session.everyForm();
            session.sampleData();
            session.label();
            session.train();
            session.segment();
            session.measure();
            status = 0;
        } catch (IOException | RuntimeException e) {
            e.printStackTrace(); // a program of its own, with a terminal
        } finally {
            System.exit(status);
        }
    }

    private void everyForm() {
        for (String leaf : forms.commands()) {
            String name = leaf.replaceAll("^Dawson |\\.\\.\\.$", "").toLowerCase(Locale.ROOT).replace(' ', '-');
            if (!leaf.equals("Dawson Check Engine...")) { // it asks nothing
                forms.look(leaf, form -> shoot("form-" + name, form.getBounds()));
            }
        }
    }

    private void sampleData() throws IOException {
        Files.writeString(work.resolve("small.json"),
            "{\"batch_size\": 1, \"learning_rate\": 0.004, \"network_options\": {\"base_filters\": 8, \"depth\": 3}}");
        forms.run("Dawson Make Sample Data...", Map.of("out", work + "/data", "subjects", "4", "size", "64"),
            form -> shoot("make-sample-data", form.getBounds()));
        forms.run("Dawson Open Scan...", Map.of("path", work + "/data/sub-01/FLAIR.nii.gz"),
            form -> shoot("open-scan", form.getBounds()));
    }

    /** Draws around the lesions of the slices that have most of them, as a patient user would. */
    private void label() {
        ImagePlus scan = place(WindowManager.getCurrentImage(), 10);
        Volume truth = NiftiReader.read(work.resolve("data/sub-01/lesions.nii.gz"));
        String labels = "";
        for (int slice : slicesWithMost(truth)) {
            scan.getWindow().toFront();
            WindowManager.setCurrentWindow(scan.getWindow());
            scan.setSlice(slice + 1);
            FloatProcessor outline = new FloatProcessor(scan.getWidth(), scan.getHeight(), plane(truth, slice));
            outline.setThreshold(0.5, 2, FloatProcessor.NO_LUT_UPDATE);
            scan.setRoi(new ThresholdToSelection().convert(outline));
            boolean first = labels.isEmpty();
            if (first) {
                robot.delay(500);
                shoot("outline", scan.getWindow().getBounds());
            }
            Map<String, String> values = Map.of("scan", scan.getTitle(), "class_name", "lesion", "labels", labels);
            forms.run("Dawson Label...", values, form -> {
                if (first) {
                    shoot("label", form.getBounds());
                }
            });
            labels = titleOf("labels");
        }
        ImagePlus drawn = place(WindowManager.getImage(labels), rightOf(scan));
        drawn.setSlice(scan.getCurrentSlice());
        scan.deleteRoi();
        robot.delay(500);
        shoot("labelled", bounds(scan.getWindow(), drawn.getWindow()));
    }

    private void train() {
        Map<String, String> values = Map.of("scan", "FLAIR.nii.gz", "labels", titleOf("labels"), "modality", "FLAIR",
            "out", work + "/model", "epochs", "500", "augmentation", "mri", "config", work + "/small.json");
        Thread training = forms.start("Dawson Train on Open Images...", values,
            form -> shoot("train-on-open-images", form.getBounds()));
        Path history = work.resolve("model/history.csv");
        FormDriver.await("epochs", () -> !training.isAlive() || rows(history) > EPOCHS);
        Frame window = frame("Training");
        shoot("training-window", window.getBounds());
        button(window, "Stop and keep").doClick();
        FormDriver.await("a kept model", () -> !training.isAlive());
        robot.delay(500);
        shoot("stopped-and-kept", window.getBounds());
        window.dispose();
    }

    private void segment() {
        IJ.run("Close All");
        forms.run("Dawson Open Scan...", Map.of("path", work + "/data/sub-04/FLAIR.nii.gz"), form -> { });
        ImagePlus scan = place(WindowManager.getCurrentImage(), 10);
        forms.run("Dawson Segment...", Map.of("model", work + "/model", "min_size", "30", "out",
            work + "/lesions.nii.gz"), form -> shoot("segment", form.getBounds()));
        ImagePlus labels = place(WindowManager.getCurrentImage(), rightOf(scan));
        scan.setSlice(slicesWithMost(NiftiReader.read(work.resolve("data/sub-04/lesions.nii.gz"))).get(0) + 1);
        labels.setSlice(scan.getCurrentSlice());
        robot.delay(1000);
        frame("Log").setLocation(10, 700);
        Frame controls = frame("Overlay");
        controls.setLocation(rightOf(labels), 130);
        robot.delay(500);
        shoot("segmented", bounds(scan.getWindow(), labels.getWindow(), controls));
    }

    private void measure() {
        forms.run("Dawson Lesion Table...", Map.of("labels", "lesions.nii.gz", "scans", "FLAIR=FLAIR.nii.gz",
            "class_names", "lesion"), form -> shoot("lesion-table", form.getBounds()));
        Frame table = frame("Dawson Lesions");
        table.setBounds(10, 620, 900, 220);
        robot.delay(1000);
        shoot("lesions", table.getBounds());
        forms.run("Dawson Suggest Slices...", Map.of("scan", "FLAIR.nii.gz", "model", work + "/model", "count", "5"),
            form -> shoot("suggest-slices", form.getBounds()));
        robot.delay(1000);
        forms.run("Dawson Evaluate...", Map.of("reference", work + "/data/sub-04/lesions.nii.gz", "prediction",
            work + "/lesions.nii.gz", "scan", "FLAIR.nii.gz", "report", work + "/report.html"),
            form -> shoot("evaluate", form.getBounds()));
        ImagePlus scan = WindowManager.getImage("FLAIR.nii.gz");
        scan.setSlice(slicesWithMost(NiftiReader.read(work.resolve("data/sub-04/lesions.nii.gz"))).get(0) + 1);
        for (Frame other : Frame.getFrames()) {
            if (other instanceof TextWindow && !other.getTitle().startsWith("Dawson Scores")) {
                other.setVisible(false);
            }
        }
        Frame scores = frame("Dawson Scores");
        scores.setBounds(10, 640, 900, 120);
        robot.delay(1500);
        shoot("evaluated", bounds(scan.getWindow(), scores));
    }

    // -- Helper methods --

    private static ImagePlus place(ImagePlus image, int x) {
        image.getWindow().setLocation(x, 130);
        for (int i = 0; i < ZOOM; i++) {
            image.getCanvas().zoomIn(0, 0);
        }
        return image;
    }

    private static int rightOf(ImagePlus image) {
        Rectangle bounds = image.getWindow().getBounds();
        return bounds.x + bounds.width + GAP;
    }

    private static String titleOf(String part) {
        for (String title : WindowManager.getImageTitles()) {
            if (title.contains(part)) {
                return title;
            }
        }
        throw new IllegalStateException("no image with '" + part + "' in its title");
    }

    private static Frame frame(String start) {
        for (Frame frame : Frame.getFrames()) {
            if (frame.isShowing() && frame.getTitle().startsWith(start)) {
                return frame;
            }
        }
        throw new IllegalStateException("no window '" + start + "'");
    }

    private static JButton button(Container parent, String text) {
        for (Component component : parent.getComponents()) {
            JButton found = component instanceof JButton button && text.equals(button.getText()) ? button
                : component instanceof Container inner ? button(inner, text) : null;
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static List<Integer> slicesWithMost(Volume labels) {
        Map<Integer, Double> sums = new HashMap<>();
        for (int z = 0; z < labels.geometry().nz(); z++) {
            double sum = 0;
            for (float v : plane(labels, z)) {
                sum += v;
            }
            sums.put(z, sum);
        }
        return IntStream.range(0, labels.geometry().nz()).boxed()
            .sorted(Comparator.comparing(sums::get).reversed()).limit(LABELLED_SLICES).toList();
    }

    private static float[] plane(Volume volume, int z) {
        int size = volume.geometry().nx() * volume.geometry().ny();
        return Arrays.copyOfRange(volume.voxels(), z * size, (z + 1) * size);
    }

    private static int rows(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file).size() : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Rectangle bounds(Window... windows) {
        List<Rectangle> all = new ArrayList<>();
        for (Window window : windows) {
            all.add(window.getBounds());
        }
        return all.stream().reduce(Rectangle::union).orElseThrow();
    }

    private void shoot(String name, Rectangle part) {
        File file = pictures.resolve(name + ".png").toFile();
        try {
            BufferedImage picture = robot.createScreenCapture(part.intersection(SCREEN));
            // 256 colours, since pictures of scans are large otherwise
            MedianCut colours = new MedianCut(new ColorProcessor(picture));
            ImageIO.write(colours.convertToByte(256).getBufferedImage(), "png", file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
