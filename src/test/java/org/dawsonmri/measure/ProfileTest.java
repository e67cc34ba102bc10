package org.dawsonmri.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Phase;
import org.dawsonmri.measure.Profile.PhaseSpan;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class ProfileTest {

    private final Profile profile = Fixture.profile(150);

    @TempDir
    private Path dir;

    @Test
    void theFirstEpochOnlyWarmsUp() {
        assertEquals(List.of(2), profile.steady(Phase.TRAIN).stream().map(PhaseSpan::epoch).toList());
        assertEquals(1, profile.steady(Phase.EVALUATION).size());
        assertEquals(List.of(), profile.steady(Phase.INFERENCE));
        assertEquals(Phase.EVALUATION, profile.measured());
    }

    @Test
    void aRateThatBeganBeforeItsPhaseDoesNotCount() {
        List<PhaseSpan> train = profile.steady(Phase.TRAIN);
        assertEquals(4, profile.values(Metric.CPU_PCT_OF_ONE_CORE, train).length); // seconds 11 to 14
        assertArrayEquals(new double[] {3.0, 3.1, 3.2, 3.3, 3.4}, profile.values(Metric.RSS_GB, train), 1e-12);
    }

    @Test
    void timeOfSeveralSpansIsTimeSpentInThem() {
        double[][] series = profile.series(Metric.VIRT_GB,
            List.of(profile.spans().get(1), profile.spans().get(3)));
        assertArrayEquals(new double[] {0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5}, series[0], 1e-12);
        assertEquals(0, profile.series(Metric.GPU_POWER_W, profile.spans())[0].length);
    }

    @Test
    void energyIsPowerOverTime() {
        assertEquals(40 * 5, profile.joules(Metric.CPU_PACKAGE_POWER_W, profile.steady(Phase.TRAIN)), 1e-9);
        assertTrue(Double.isNaN(profile.joules(Metric.GPU_POWER_W, profile.steady(Phase.TRAIN))));
    }

    @Test
    void filesGiveTheSameProfileBack() throws IOException {
        ProfileFiles files = ProfileFiles.in(dir);
        files.write(profile);
        for (Path source : List.of(dir, files.series(), files.summary())) {
            Profile read = ProfileFiles.read(source);
            assertEquals(profile.spans(), read.spans());
            assertEquals("unet", read.about().get("network"));
            assertEquals(profile.environment(), read.environment());
            for (Metric metric : Metric.values()) {
                assertArrayEquals(profile.values(metric, profile.spans()), read.values(metric, read.spans()), 1e-5);
            }
        }
        List<String> lines = Files.readAllLines(files.series());
        assertEquals(22, lines.size());
        assertTrue(lines.get(0).startsWith("seconds,interval_s,phase,epoch,cpu_pct_of_one_core,"), lines.get(0));
        assertEquals("10.0000,1.00000,train,2,150.000,,,3.00000,8.00000,,,,,40.0000,,,,,,,,,", lines.get(10));
    }

    @Test
    void theSummaryHasStatisticsAndNullsButNoZeros() throws IOException {
        ProfileFiles.in(dir).write(profile);
        JsonObject summary = JsonParser.parseString(Files.readString(dir.resolve("profile_summary.json")))
            .getAsJsonObject().getAsJsonObject("summary").getAsJsonObject("train");
        assertEquals(3.1, summary.getAsJsonObject("rss_gb").get("q1").getAsDouble(), 1e-12);
        assertEquals(5, summary.getAsJsonObject("rss_gb").get("n").getAsInt());
        assertEquals(150, summary.get("mean_cpu_pct_of_one_core").getAsDouble(), 1e-9);
        assertTrue(summary.get("gpu_energy_j").isJsonNull());
        assertTrue(!summary.has("gpu_util_pct"));
    }

    @Test
    void namesThatAreTakenGetNumbers() throws IOException {
        ProfileFiles beside = ProfileFiles.beside(dir.resolve("lesions.nii.gz"));
        assertEquals(dir.resolve("lesions_profile.csv"), beside.free().series());
        beside.write(profile);
        ProfileFiles second = beside.free();
        assertEquals(dir.resolve("lesions_profile_2.csv"), second.series());
        assertEquals(dir.resolve("lesions_profile_2_summary.json"), second.summary());
        second.write(Fixture.profile(10));
        assertEquals(10, ProfileFiles.read(second.series()).samples().get(0).get(Metric.CPU_PCT_OF_ONE_CORE));
    }

    @Test
    void damagedFilesAreOneLine() throws IOException {
        refused(dir, "holds no profile");
        ProfileFiles files = ProfileFiles.in(dir);
        files.write(profile);
        Files.writeString(files.series(), "time,cpu\n1,2\n");
        refused(dir, "profile.csv: is damaged or not a series");
        files.write(profile);
        Files.writeString(files.summary(), "{\"phases\": 3}");
        refused(dir, "profile_summary.json: is damaged");
    }

    private static void refused(Path path, String message) {
        String found = assertThrows(DawsonException.class, () -> ProfileFiles.read(path)).getMessage();
        assertTrue(found.contains(message) && !found.contains("\n"), found);
    }
}
