package org.dawsonmri.report;


import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/** Puts pictures into rows and columns, each scaled down to a tile, with a heading above each column. */
public final class Montage {

    private static final int TILE = 260;
    private static final int GAP = 4;
    private static final int HEADING = PictureFont.HEIGHT + 7;

    private Montage() {
    }

    /**
     * Draws a montage.
     *
     * @param headings one for each column
     * @param rows pictures for each column, null where there is none
     */
    public static BufferedImage of(List<String> headings, List<List<BufferedImage>> rows) {
        BufferedImage montage = new BufferedImage(GAP + headings.size() * (TILE + GAP),
            HEADING + rows.size() * (TILE + GAP), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = montage.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        for (int column = 0; column < headings.size(); column++) {
            int left = GAP + column * (TILE + GAP);
            PictureFont.draw(graphics, PictureFont.fitting(headings.get(column), TILE - 2), left + 2,
                (HEADING - PictureFont.HEIGHT) / 2);
            for (int row = 0; row < rows.size(); row++) {
                draw(graphics, rows.get(row).get(column), left, HEADING + row * (TILE + GAP));
            }
        }
        graphics.dispose();
        return montage;
    }

    /** In the middle of its tile. */
    private static void draw(Graphics2D graphics, BufferedImage picture, int left, int top) {
        if (picture == null) {
            return;
        }
        double scale = (double) TILE / Math.max(picture.getWidth(), picture.getHeight());
        int width = (int) Math.round(scale * picture.getWidth());
        int height = (int) Math.round(scale * picture.getHeight());
        graphics.drawImage(picture, left + (TILE - width) / 2, top + (TILE - height) / 2, width, height, null);
    }
}
