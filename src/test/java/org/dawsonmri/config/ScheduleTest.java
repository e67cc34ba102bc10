package org.dawsonmri.config;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.dawsonmri.DawsonException;
import org.dawsonmri.Settings;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Collections;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Learning rates by hand; specs/training_pipeline.md §5.4 for the second paper's. */
class ScheduleTest {

    private static final ScheduleOptions PLAIN = new ScheduleOptions();

    @Test
    void cosineOfTheSecondPaper() {
        double low = (1 - Math.sqrt(0.5)) / 2;
        assertArrayEquals(new double[] {1, 1 - low, 0.5, low}, rates(Schedule.COSINE, PLAIN, 1, 4), 1e-12);
    }

    @Test
    void polyOfTheSecondPaper() {
        assertArrayEquals(new double[] {0.01, 0.01 * Math.pow(0.75, 0.9), 0.01 * Math.pow(0.5, 0.9),
            0.01 * Math.pow(0.25, 0.9)}, rates(Schedule.POLY, PLAIN, 0.01, 4), 1e-12);
        assertArrayEquals(new double[] {1, 0.5625, 0.25, 0.0625},
            rates(Schedule.POLY, new ScheduleOptions(0, 2, 0, 10, 0.5), 1, 4), 1e-12);
    }

    @Test
    void theLowestLearningRate() {
        ScheduleOptions floor = new ScheduleOptions(0, 1, 0.2, 1, 0.5);
        assertArrayEquals(new double[] {1, 0.8, 0.6, 0.4}, rates(Schedule.POLY, floor, 1, 4), 1e-12);
        assertEquals(0.6, Schedule.COSINE.rate(1, 2, 4, floor, none(2)), 1e-12);
        assertEquals(0.2, Schedule.REDUCE_ON_PLATEAU.rate(1, 9, 20, floor, Collections.nCopies(9, 0.5)), 1e-12);
    }

    @ParameterizedTest
    @EnumSource(Schedule.class)
    void warmupLeadsToTheFullRateAndThenTheScheduleBegins(Schedule schedule) {
        ScheduleOptions warm = new ScheduleOptions(3, 0.9, 0, 10, 0.5);
        double[] rates = rates(schedule, warm, 0.4, 11);
        assertArrayEquals(new double[] {0.1, 0.2, 0.3, 0.4}, java.util.Arrays.copyOf(rates, 4), 1e-12);
        double[] cold = rates(schedule, PLAIN, 0.4, 8);
        assertArrayEquals(cold, java.util.Arrays.copyOfRange(rates, 3, 11), 1e-12);
    }

    @Test
    void plateauReducesAndStartsToCountAnew() {
        ScheduleOptions two = new ScheduleOptions(0, 0.9, 0, 2, 0.1);
        List<Double> scores = List.of(0.1, 0.5, 0.4, 0.5, 0.3, 0.3, 0.6, 0.2, Double.NaN, 0.6);
        double[] expected = {1, 1, 1, 1, 0.1, 0.1, 0.01, 0.01, 0.01, 0.01, 0.001};
        for (int epoch = 0; epoch < expected.length; epoch++) {
            assertEquals(expected[epoch],
                Schedule.REDUCE_ON_PLATEAU.rate(1, epoch, 100, two, scores.subList(0, epoch)), 1e-12, "epoch " + epoch);
        }
    }

    @Test
    void scoresOfTheWarmupDoNotCount() {
        ScheduleOptions warm = new ScheduleOptions(2, 0.9, 0, 1, 0.5);
        assertEquals(1, Schedule.REDUCE_ON_PLATEAU.rate(1, 3, 9, warm, List.of(0.9, 0.9, 0.1)), 1e-12);
        assertEquals(0.5, Schedule.REDUCE_ON_PLATEAU.rate(1, 4, 9, warm, List.of(0.9, 0.9, 0.1, 0.1)), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"plateau_factor\": 1}", "{\"warmup_epochs\": -1}", "{\"poly_power\": 0}",
        "{\"plateau_patience\": 0}", "{\"min_learning_rate\": -1}", "{\"patience\": 3}"})
    void senselessOptions(String options) {
        DawsonException e = assertThrows(DawsonException.class, () -> Settings.read(PLAIN,
            JsonParser.parseString(options).getAsJsonObject(), "schedule_options"));
        assertTrue(e.getMessage().contains(options.split("\"")[1]), e.getMessage());
    }

    private static double[] rates(Schedule schedule, ScheduleOptions options, double initial, int epochs) {
        return IntStream.range(0, epochs).mapToDouble(e -> schedule.rate(initial, e, epochs, options, none(e)))
            .toArray();
    }

    private static List<Double> none(int epochs) {
        return DoubleStream.generate(() -> Double.NaN).limit(epochs).boxed().toList();
    }
}
