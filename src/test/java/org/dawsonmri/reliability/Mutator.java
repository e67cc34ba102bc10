package org.dawsonmri.reliability;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Changes bytes and texts in the ways in which disks, networks, other programs and people damage files. */
final class Mutator {

    private static final double[] NUMBERS = {0, -0.0, 1, -1, 2, 7, 8, 127, 128, 255, 256, 32767, -32768, 65535, 65536,
        Integer.MAX_VALUE, Integer.MIN_VALUE, 4294967296.0, Long.MAX_VALUE, 1e-45, 1e-30, 1e30, 3.4e38, 1e300,
        Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};

    private static final List<String> SNIPPETS = List.of("\t", "\n", "\r\n", "\r", "\0", "\"", "'", ",", ";", " ", "/",
        "..", "../..", "\\", "~", "*", "?", "%s", "${x}", "=1+1", "n/a", "train", "label", "slices", "1-3,9", "ä", "病",
        "\uFEFF", "\u202E", "\uD83D\uDE00", "NaN", "null", "{}", "[]", "[[[[", "true", "-1", "1e999", "0x1F",
        "99999999999999999999", "mask", "sub-", "_ses-", "desc-brain", "label-lesion", ".nii.gz", ".nii");

    private static final List<Charset> CHARSETS = List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16,
        StandardCharsets.UTF_16LE, StandardCharsets.ISO_8859_1);

    private final SplittableRandom random;

    Mutator(SplittableRandom random) {
        this.random = random;
    }

    /** One to eight changes, rather few, most of them in the first {@code head} bytes, where they do most harm. */
    byte[] bytes(byte[] original, int head) {
        byte[] bytes = original.clone();
        for (int i = random.nextInt(1 + random.nextInt(8)); i >= 0; i--) {
            bytes = changed(bytes, random.nextInt(4) > 0 ? Math.min(head, bytes.length) : bytes.length);
        }
        return bytes;
    }

    /** One to four changes of a text, in some encoding. */
    byte[] text(String original) {
        String text = original;
        for (int i = random.nextInt(4); i >= 0; i--) {
            text = changed(text);
        }
        Charset charset = CHARSETS.get(random.nextInt(4) > 0 ? 0 : random.nextInt(CHARSETS.size()));
        byte[] bytes = text.getBytes(charset);
        return random.nextInt(6) > 0 ? bytes : bytes(bytes, bytes.length);
    }

    /** One change of a name, without what no file system takes. */
    String name(String original) {
        String name = changed(original).replaceAll("[/\\x00]", "");
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        return name.isBlank() || name.matches("\\.+") || bytes.length > 200 ? original : name;
    }

    // -- Helper methods --

    private byte[] changed(byte[] bytes, int within) {
        if (within < 1) {
            return new byte[] {(byte) random.nextInt(256)};
        }
        int at = random.nextInt(within);
        int length = Math.min(1 + random.nextInt(random.nextInt(5) > 0 ? 8 : 200), bytes.length - at);
        switch (random.nextInt(9)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt(256);
            case 2, 3, 4 -> number(bytes, at);
            case 5 -> Arrays.fill(bytes, at, at + length, (byte) (random.nextBoolean() ? 0 : 0xff));
            case 6 -> {
                return random.nextInt(3) > 0 ? bytes : Arrays.copyOf(bytes, at);
            }
            case 7 -> {
                return joined(Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at + length, bytes.length));
            }
            default -> {
                return joined(Arrays.copyOf(bytes, at + length), Arrays.copyOfRange(bytes, at, bytes.length));
            }
        }
        return bytes;
    }

    /** A number that breaks rules, of some type and byte order, at a place where one may stand. */
    private void number(byte[] bytes, int at) {
        ByteBuffer b = ByteBuffer.wrap(bytes)
            .order(random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        double value = NUMBERS[random.nextInt(NUMBERS.length)];
        int size = 2 << random.nextInt(3);
        int place = at & -2;
        if (place + size > bytes.length) {
            return;
        }
        switch (size) {
            case 2 -> b.putShort(place, (short) (long) value);
            case 4 -> {
                if (random.nextBoolean()) {
                    b.putFloat(place, (float) value);
                } else {
                    b.putInt(place, (int) value);
                }
            }
            default -> {
                if (random.nextBoolean()) {
                    b.putDouble(place, value);
                } else {
                    b.putLong(place, (long) value);
                }
            }
        }
    }

    private String changed(String text) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + 1 + random.nextInt(12));
        String snippet = SNIPPETS.get(random.nextInt(SNIPPETS.size()));
        return switch (random.nextInt(14)) {
            case 0, 1 -> text.substring(0, at) + snippet + text.substring(at);
            case 2, 3 -> text.substring(0, at) + snippet + text.substring(end);
            case 4 -> text.substring(0, at) + text.substring(end);
            case 5 -> text.substring(0, at);
            case 6 -> text.substring(0, end) + text.substring(at);
            case 7 -> text.substring(0, at) + snippet.repeat(random.nextInt(10) > 0 ? 3 : 5000) + text.substring(at);
            default -> word(text, snippet);
        };
    }

    /** Another word in the place of one: a value of the wrong kind, or something that is named elsewhere. */
    private String word(String text, String snippet) {
        String[] words = text.split("(?<=\\W)|(?=\\W)");
        int which = random.nextInt(words.length);
        words[which] = random.nextBoolean() ? snippet : words[random.nextInt(words.length)];
        return String.join("", words);
    }

    private static byte[] joined(byte[] a, byte[] b) {
        byte[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        return all;
    }
}
