package org.dawsonmri.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.Csv;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import javax.imageio.ImageIO;

class ReportTest {

    @TempDir
    private Path dir;
    private ProfileComparison comparison;

    /** A set of three repeats and one of a single profile. */
    @BeforeEach
    void write() throws IOException {
        double[] loads = {150, 190, 160};
        for (int i = 0; i < loads.length; i++) {
            Path run = Files.createDirectories(dir.resolve("unet-float32/run-" + (i + 1)));
            ProfileFiles.in(run).write(Fixture.profile(loads[i]));
        }
        ProfileFiles.in(Files.createDirectories(dir.resolve("b"))).write(Fixture.profile(80));
        comparison = new ProfileComparison(List.of(ProfileSet.read(dir.resolve("unet-float32").toString()),
            ProfileSet.read("double <u>=" + dir.resolve("b"))));
    }

    @Test
    void theThesisRowsAreAllThereInItsOrder() {
        assertEquals(List.of("Trainable parameters", "Non-trainable parameters", "Epoch training time",
            "Evaluation time", "Best dice score in training", "Best dice score in validation",
            "GPU utilization in training (avg %)", "GPU memory utilization in training (avg %)",
            "CPU utilization in training (avg %)", "CPU memory utilization in training (avg GB)",
            "GPU utilization in validation (avg %)", "GPU memory utilization in validation (avg %)",
            "CPU utilization in validation (avg %)", "CPU memory utilization in validation (avg GB)"),
            comparison.rows().stream().map(row -> row.quantity().thesis()).filter(name -> !name.isEmpty()).toList());
    }

    @Test
    void valuesAreMediansOverRepeats() {
        Map<String, List<String>> rows = comparison.cells().stream().skip(1)
            .collect(Collectors.toMap(cells -> cells.get(1) + " " + cells.get(2), cells -> cells.subList(3, 5)));
        assertEquals(List.of("31,031,685", "31,031,685"), rows.get(" trainable"));
        assertEquals(List.of("5.00", "5.00"), rows.get("training epoch_s"));
        assertEquals(List.of("8.00", "8.00"), rows.get("training warm_up_epoch_s"));
        assertEquals(List.of("0.25", "0.25"), rows.get("training waiting_for_data_share"));
        assertEquals(List.of("160", "80.00"), rows.get("training cpu_pct_of_one_core"));
        assertEquals(List.of("80.00", "40.00"), rows.get("evaluation cpu_pct_of_machine"));
        assertEquals(List.of("8.00", "8.00"), rows.get("training virt_gb"));
        assertEquals(List.of("3.20", "3.20"), rows.get("training rss_gb"));
        assertEquals(List.of("4.10", "4.10"), rows.get("evaluation max_rss_gb"));
        assertEquals(List.of("200", "200"), rows.get("training cpu_package_energy_j_per_epoch"));
        assertEquals(List.of("-", "-"), rows.get("training gpu_util_pct"));
        assertFalse(rows.containsKey("training gpu_power_w"), "nobody measured it, and the thesis has no such row");
    }

    @Test
    void csvHasTheSpreadAndEmptyCells() {
        List<String> lines = Csv.text(comparison.exactCells()).lines().toList();
        assertTrue(lines.get(0).startsWith("thesis_row,phase,quantity,unet-float32,unet-float32 min,"), lines.get(0));
        assertTrue(lines.contains("CPU utilization in training (avg %),training,cpu_pct_of_one_core,"
            + "160.0,150.0,190.0,3,80.0,80.0,80.0,1"), Csv.text(comparison.exactCells()));
        assertTrue(lines.contains("GPU utilization in training (avg %),training,gpu_util_pct,,,,0,,,,0"));
    }

    @Test
    void figuresHaveBothColours() throws IOException {
        Report.write(comparison, dir.resolve("out"));
        BufferedImage picture = ImageIO.read(dir.resolve("out/cpu.png").toFile());
        long blue = count(picture, ProfileFigure.COLOURS.get(0).getRGB());
        long orange = count(picture, ProfileFigure.COLOURS.get(1).getRGB());
        assertTrue(blue > 500 && orange > 500, blue + " blue and " + orange + " orange pixels");
        assertFalse(Files.exists(dir.resolve("out/gpu.png")), "there is no GPU");
        assertEquals(Optional.empty(), ProfileFigure.draw(comparison.sets(), List.of(Metric.GPU_UTIL_PCT)));
    }

    @Test
    void thePageNeedsNothingElse() throws IOException {
        Report.write(comparison, dir.resolve("out"));
        String page = Files.readString(dir.resolve("out/report.html"));
        assertTrue(page.contains("double &lt;u&gt;") && !page.contains("<u>"));
        assertTrue(page.contains("src=\"data:image/png;base64,"));
        assertFalse(page.contains("http://") || page.contains("https://") || page.contains("src=\"cpu.png"));
        List<String> statistics = Files.readAllLines(dir.resolve("out/summary.csv"));
        assertTrue(statistics.contains("unet-float32,1,train,rss_gb,5,3.20000,0.158114,3.00000,3.10000,3.20000,"
            + "3.30000,3.40000"), String.join("\n", statistics));
    }

    private static long count(BufferedImage picture, int rgb) {
        long count = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                count += picture.getRGB(x, y) == rgb ? 1 : 0;
            }
        }
        return count;
    }
}
