package org.dawsonmri.dataset;

import org.dawsonmri.FileName;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a file's name says after BIDS, and after the habits of those who label lesions and spinal cords:
 *
 * <pre>
 * sub-01_ses-2_acq-ax_T2w                                    the scan T2
 * sub-01_T2w_label-lesion_mask, …_label-L_desc-T1lesion_mask a label of the kind lesion (BIDS, ATLAS)
 * sub-01_T2w_label-lesion_roi, …_label-SC_seg                kinds lesion and SC (fMRIPrep, SCT)
 * sub-01_T2w_lesion-manual, …_gmseg-manual_rater2            kinds lesion and gmseg, the latter by rater 2 (ivadomed)
 * sub-01_desc-aseg_dseg, …_dseg, …_T1w-seg                   kinds aseg, dseg and seg
 * </pre>
 */
final class BidsName {

    static final String CHANNEL = "channel";
    static final String PIPELINE = "pipeline";
    static final String RATER = "rater";
    private static final String LABEL = "label";
    private static final String DESCRIPTION = "desc";
    private static final String PROBABILITIES = "probseg";

    private static final Pattern WORD = Pattern.compile("(?i)[a-z0-9]*(seg|mask|msk|rois?|lesions?|labell?ed|labels?"
        + "|annotations?|groundtruth)");
    private static final Pattern ENTITY = Pattern.compile("([A-Za-z0-9]+)-(.+)");
    private static final Pattern BY_RATER = Pattern.compile("(?i)(.*?)-?rater-?([a-z0-9]+)");

    /** Masks that are made on the way to something else. */
    private static final List<String> TOOLS = List.of("brain", "brainmask", "head", "skull", "face", "defacemask");

    private final Path file;
    private final Map<String, String> entities = new LinkedHashMap<>();
    private final StringJoiner tail = new StringJoiner("_");
    private boolean label;
    private String suffix = "";
    private String kind = "";

    /** @param pipeline the folder of {@code derivatives} it lies in, empty if it lies beside a scan */
    BidsName(Path file, String pipeline) {
        this.file = file;
        String[] parts = FileName.stem(file).split("_");
        for (int i = 0; i < parts.length; i++) {
            add(parts[i], i == parts.length - 1);
        }
        if (!pipeline.isEmpty()) {
            entities.put(PIPELINE, pipeline);
        }
        decideKind();
    }

    /** True for a word that means a label: {@code mask}, {@code dseg}, {@code gmseg}, {@code lesions}. */
    static boolean isLabelWord(String word) {
        return WORD.matcher(word).matches();
    }

    Path file() {
        return file;
    }

    /** What the name says of an entity, by its name in lower case; null if nothing. */
    String value(String entity) {
        return entities.get(entity);
    }

    Map<String, String> entities() {
        return entities;
    }

    /** True if this is some kind of label and therefore no scan. */
    boolean isLabel() {
        return label;
    }

    /** True if a label of this kind is taken where nobody says which one is meant. */
    boolean isUsualLabel() {
        return label && !suffix.equalsIgnoreCase(PROBABILITIES)
            && TOOLS.stream().noneMatch(kind::equalsIgnoreCase);
    }

    /**
     * The modality of a scan ({@code T2} for {@code T2w}), of a label the one it was drawn on; null if none is named.
     */
    String channel() {
        return entities.get(CHANNEL);
    }

    /** Of what it is a label. */
    String kind() {
        return kind;
    }

    /** The part of the name that says so. */
    String tail() {
        return label ? tail.toString() : tail.length() == 0 ? suffix : tail + "_" + suffix;
    }

    /** True if that is what a user may call it. */
    boolean answersTo(String name) {
        return name.equalsIgnoreCase(kind) || name.equalsIgnoreCase(tail()) || name.equalsIgnoreCase(suffix)
            || name.equalsIgnoreCase(entities.get(LABEL)) || name.equalsIgnoreCase(entities.get(DESCRIPTION));
    }

    // -- Helper methods --

    private void add(String part, boolean last) {
        Matcher rater = BY_RATER.matcher(part);
        if (rater.matches()) {
            entities.put(RATER, rater.group(2));
            if (!rater.group(1).isEmpty()) {
                add(rater.group(1), last);
            }
            return;
        }
        Matcher entity = ENTITY.matcher(part);
        if (!entity.matches()) {
            addWord(part);
            return;
        }
        String key = entity.group(1).toLowerCase(Locale.ROOT);
        String value = entity.group(2);
        if (last && !isLabelWord(key) && isLabelWord(value)) { // T1w-seg
            addWord(entity.group(1));
            addWord(value);
            return;
        }
        entities.put(key, value);
        boolean named = key.equals(LABEL) || key.equals(DESCRIPTION) && isLabelWord(value);
        if (isLabelWord(key) && !key.equals(LABEL)) { // lesion-manual
            suffix = key;
            named = true;
        }
        label |= named;
        if (label || key.equals(DESCRIPTION)) {
            tail.add(part);
        }
    }

    private void addWord(String word) {
        if (isLabelWord(word)) {
            label = true;
            suffix = word;
            tail.add(word);
        } else if (!label) {
            suffix = word;
            entities.put(CHANNEL, word.replaceFirst("w$", ""));
        } else {
            tail.add(word);
        }
    }

    private void decideKind() {
        String named = entities.get(LABEL);
        if (named != null) {
            kind = named.equals("L") ? "lesion" : named; // L is BIDS' own abbreviation
        } else if (label && entities.containsKey(DESCRIPTION)) {
            kind = entities.get(DESCRIPTION);
        } else {
            kind = suffix;
        }
    }
}
