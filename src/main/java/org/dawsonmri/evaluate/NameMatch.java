package org.dawsonmri.evaluate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Finds which prediction belongs to which reference, by name alone. Three rules, each for what the ones before left:
 *
 * <ol>
 * <li>the names are equal;
 * <li>they are equal without a last word that only says what the file is ({@code p07_label} and {@code p07_pred});
 * <li>the prediction's name goes on after the reference's with an underscore ({@code p07} and {@code p07_unet_v2}); if
 * it goes on after several, it belongs to the longest.
 * </ol>
 *
 * <p>Nothing is guessed: where a rule gives a reference several predictions, or a prediction several references, it has
 * none and the candidates are kept for the message.
 */
final class NameMatch {

    private static final Set<String> ROLES = Set.of("label", "labels", "seg", "segmentation", "mask", "dseg", "gt",
        "groundtruth", "manual", "reference", "ref", "pred", "prediction", "predicted");

    private final Map<String, String> predictionOf = new HashMap<>();
    private final Map<String, Set<String>> candidates = new TreeMap<>();
    private final Set<String> references;
    private final Set<String> left; // predictions that no rule has placed yet

    NameMatch(Collection<String> references, Collection<String> predictions) {
        this.references = new TreeSet<>(references);
        this.left = new TreeSet<>(predictions);
        matchEqual(name -> name);
        matchEqual(NameMatch::withoutRole);
        matchContinued();
    }

    /** The prediction of a reference, or null if there is none or more than one. */
    String predictionOf(String reference) {
        return predictionOf.get(reference);
    }

    /** Predictions that could belong to a reference but to others as well, or not alone; often empty. */
    Set<String> candidates(String reference) {
        return candidates.getOrDefault(reference, Set.of());
    }

    /** Predictions that cannot belong to any reference. */
    Set<String> unclaimed() {
        Set<String> unclaimed = new TreeSet<>(left);
        candidates.values().forEach(unclaimed::removeAll);
        return unclaimed;
    }

    private void matchEqual(UnaryOperator<String> key) {
        Map<String, List<String>> owners = new HashMap<>();
        for (String reference : open()) {
            owners.computeIfAbsent(key.apply(reference), k -> new ArrayList<>()).add(reference);
        }
        Map<String, Set<String>> found = new TreeMap<>();
        for (String prediction : left) {
            for (String reference : owners.getOrDefault(key.apply(prediction), List.of())) {
                found.computeIfAbsent(reference, k -> new TreeSet<>()).add(prediction);
            }
        }
        settle(found);
    }

    private void matchContinued() {
        Map<String, Set<String>> found = new TreeMap<>();
        Set<String> companions = new HashSet<>();
        for (String prediction : left) {
            String owner = longestContinuedBy(prediction);
            if (predictionOf.containsKey(owner)) {
                companions.add(prediction); // such as p07_probabilities beside p07
            } else if (owner != null) {
                found.computeIfAbsent(owner, k -> new TreeSet<>()).add(prediction);
            }
        }
        left.removeAll(companions);
        settle(found);
    }

    private String longestContinuedBy(String prediction) {
        return references.stream().filter(reference -> prediction.startsWith(reference + "_"))
            .max(Comparator.comparingInt(String::length)).orElse(null);
    }

    /** Keeps the pairs in which either side has no other. */
    private void settle(Map<String, Set<String>> found) {
        Map<String, Integer> claims = new HashMap<>();
        found.values().forEach(set -> set.forEach(prediction -> claims.merge(prediction, 1, Integer::sum)));
        Set<String> matched = new HashSet<>();
        found.forEach((reference, predictions) -> {
            String first = predictions.iterator().next();
            if (predictions.size() == 1 && claims.get(first) == 1 && !candidates.containsKey(reference)) {
                predictionOf.put(reference, first);
                matched.add(first);
            } else {
                candidates.computeIfAbsent(reference, k -> new TreeSet<>()).addAll(predictions);
            }
        });
        left.removeAll(matched);
    }

    private List<String> open() {
        return references.stream().filter(name -> !predictionOf.containsKey(name)).toList();
    }

    private static String withoutRole(String name) {
        int cut = Math.max(name.lastIndexOf('_'), name.lastIndexOf('-'));
        boolean role = cut > 0 && ROLES.contains(name.substring(cut + 1).toLowerCase(Locale.ROOT));
        return role ? name.substring(0, cut) : name;
    }
}
