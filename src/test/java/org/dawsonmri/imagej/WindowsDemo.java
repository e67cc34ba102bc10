package org.dawsonmri.imagej;

import org.dawsonmri.evaluate.LesionRule;

import ij.ImageJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.text.TextWindow;

import java.awt.AWTException;
import java.awt.Canvas;
import java.awt.Component;
import java.awt.Frame;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.event.InputEvent;
import java.awt.event.MouseEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.imageio.ImageIO;

/**
 * Takes the pictures of docs/images that show ImageJ's windows: trains on sample data, segments, lists lesions. Takes
 * about two minutes, needs a display ({@code xvfb-run}) and the built class path:
 *
 * <pre>{@code xvfb-run java -cp target/test-classes:target/classes:… org.dawsonmri.imagej.WindowsDemo WORK
 * IMAGES}</pre>
 */
public final class WindowsDemo {

    private static final String NETWORK =
        "{\"channels\": [\"FLAIR\"], \"network_options\": {\"base_filters\": 8, \"depth\": 3}}";
    private static final int ZOOM = 5;

    private final Path work;
    private final Path images;
    private final Robot robot = new Robot();

    private WindowsDemo(Path work, Path images) throws AWTException {
        this.work = work;
        this.images = images;
    }

    /** @param args an empty folder to work in, and the folder for the pictures */
    public static void main(String[] args) throws Exception {
        new ImageJ();
        WindowsDemo demo = new WindowsDemo(Path.of(args[0]), Path.of(args[1]));
        demo.train();
        demo.look();
        System.exit(0);
    }

    private void train() throws IOException {
        Files.writeString(work.resolve("small.json"), NETWORK);
        CommandRunner.run("Dawson Make Sample Data...", "out=[" + work + "/data] subjects=4 size=64 seed=3");
        CommandRunner.run("Dawson Train Network...", "data=[" + work + "/data] out=[" + work + "/model] epochs=25"
            + " batch_size=4 precision=float32 config=[" + work + "/small.json]");
        for (Frame frame : Frame.getFrames()) {
            if (frame.isVisible() && frame.getTitle().startsWith("Training")) {
                shoot("training-window.png", frame.getBounds());
                frame.dispose();
            }
        }
    }

    private void look() throws IOException {
        CommandRunner.run("Dawson Open Scan...", "path=[" + work + "/data/sub-04/FLAIR.nii.gz]");
        ImagePlus scan = place(WindowManager.getCurrentImage(), 10);
        CommandRunner.run("Dawson Segment...", "scan=FLAIR.nii.gz model=[" + work + "/model] heat=true opacity=0.5");
        ImagePlus labels = place(WindowManager.getCurrentImage(), 460);
        CommandRunner.run("Dawson Lesion Table...", "labels=" + labels.getTitle() + " scans=[FLAIR=FLAIR.nii.gz]"
            + " class_names=lesion connectivity=" + LesionRule.DEFAULT_CONNECTIVITY);
        TextWindow table = (TextWindow) WindowManager.getWindow(LesionTables.TITLE);
        table.setBounds(10, 640, 870, 200);
        WindowManager.getWindow(LesionTables.TOTALS).setBounds(890, 640, 380, 200);
        if (WindowManager.getWindow("Log") != null) {
            WindowManager.getWindow("Log").setVisible(false);
        }
        robot.delay(2000);
        click(table);
        Rectangle overlay = scan.getWindow().getBounds();
        overlay.add(WindowManager.getWindow("Overlay of " + scan.getTitle()).getBounds());
        shoot("overlay.png", overlay);
        shoot("lesion-table.png", new Rectangle(10, 80, 1260, 760));
    }

    private static ImagePlus place(ImagePlus image, int x) {
        image.getWindow().setLocation(x, 80);
        for (int i = 0; i < ZOOM; i++) {
            image.getCanvas().zoomIn(0, 0);
        }
        return image;
    }

    /** On the table's second row. */
    private static void click(TextWindow table) {
        for (Component component : table.getTextPanel().getComponents()) {
            if (component instanceof Canvas) {
                for (int kind : new int[] {MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_RELEASED}) {
                    component.dispatchEvent(new MouseEvent(component, kind, System.currentTimeMillis(),
                        InputEvent.BUTTON1_DOWN_MASK, 60, 45, 1, false, MouseEvent.BUTTON1));
                }
            }
        }
    }

    private void shoot(String name, Rectangle part) throws IOException {
        robot.delay(2000);
        ImageIO.write(robot.createScreenCapture(part), "png", images.resolve(name).toFile());
    }
}
