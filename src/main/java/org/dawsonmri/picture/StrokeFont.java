package org.dawsonmri.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.Map;

/**
 * The few characters that pictures need, drawn as strokes: a computer without display often has no fonts either, and
 * Java then fails on the first text.
 */
public final class StrokeFont {

    public static final int WIDTH = 8;
    public static final int HEIGHT = 14;
    private static final int ADVANCE = WIDTH + 4;

    /** Polylines over the points a b c / d e f / g h i of a 3×3 grid; a space lifts the pen. */
    private static final Map<Character, String> STROKES = Map.ofEntries(
        Map.entry('A', "gdbfi df"), Map.entry('B', "gabe defig"), Map.entry('C', "cagi"), Map.entry('D', "abfhga"),
        Map.entry('E', "cagi de"), Map.entry('F', "cag de"), Map.entry('G', "cagife"), Map.entry('H', "ag ci df"),
        Map.entry('I', "bh"), Map.entry('J', "cigd"), Map.entry('K', "ag cdi"), Map.entry('L', "agi"),
        Map.entry('M', "gaeci"), Map.entry('N', "gaic"), Map.entry('O', "aciga"), Map.entry('P', "gacfd"),
        Map.entry('Q', "aciga ei"), Map.entry('R', "gacfd di"), Map.entry('S', "cadfig"), Map.entry('T', "ac bh"),
        Map.entry('U', "agic"), Map.entry('V', "ahc"), Map.entry('W', "ageic"), Map.entry('X', "ai cg"),
        Map.entry('Y', "aec eh"), Map.entry('Z', "acgi"), Map.entry(' ', ""), Map.entry('.', "hh"),
        Map.entry('%', "cg aa ii"), Map.entry('(', "cbhi"), Map.entry(')', "abhg"), Map.entry(':', "ee hh"),
        Map.entry('_', "gi"), Map.entry(',', "eh"), Map.entry('=', "df gi"),
        Map.entry('/', "cg"), Map.entry('-', "df"), Map.entry('+', "df bh"),
        Map.entry('0', "aciga"), Map.entry('1', "abh gi"), Map.entry('2', "acfdgi"), Map.entry('3', "acig df"),
        Map.entry('4', "adf ci"), Map.entry('5', "cadfig"), Map.entry('6', "cagifd"), Map.entry('7', "aci"),
        Map.entry('8', "acigadf da"), Map.entry('9', "fdacig"));

    private StrokeFont() {
    }

    /**
     * Draws text in capitals, white on a black rim, with its upper left corner at (x, y). It has letters, digits and
     * . , : / + - = _ % ( ); other characters become blanks.
     */
    public static void draw(Graphics2D graphics, String text, int x, int y) {
        graphics.setColor(Color.BLACK);
        strokes(graphics, text, x, y, 4.5f);
        graphics.setColor(Color.WHITE);
        strokes(graphics, text, x, y, 1.6f);
    }

    /** The same in one colour without a rim, for light grounds. */
    public static void drawPlain(Graphics2D graphics, String text, int x, int y, Color colour) {
        graphics.setColor(colour);
        strokes(graphics, text, x, y, 1.5f);
    }

    /** How wide a text is. */
    public static int width(String text) {
        return Math.max(0, text.length() * ADVANCE - (ADVANCE - WIDTH));
    }

    private static void strokes(Graphics2D graphics, String text, int x, int y, float lineWidth) {
        graphics.setStroke(new BasicStroke(lineWidth, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (int i = 0; i < text.length(); i++) {
            for (String line : STROKES.getOrDefault(Character.toUpperCase(text.charAt(i)), "").split(" ")) {
                for (int k = 1; k < line.length(); k++) {
                    segment(graphics, line.charAt(k - 1) - 'a', line.charAt(k) - 'a', x + i * ADVANCE, y);
                }
            }
        }
    }

    private static void segment(Graphics2D graphics, int from, int to, int x, int y) {
        graphics.drawLine(x + from % 3 * WIDTH / 2, y + from / 3 * HEIGHT / 2,
            x + to % 3 * WIDTH / 2, y + to / 3 * HEIGHT / 2);
    }
}
