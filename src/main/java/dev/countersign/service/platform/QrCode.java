package dev.countersign.service.platform;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * A text as a QR code (ISO/IEC 18004), error correction level M, with the quiet zone of four modules.
 *
 * <p>Drawn as SVG: sharp at any size, and small.
 */
public final class QrCode {
    private static final int QUIET_ZONE = 4;

    /**
     * ISO/IEC 18004 section 7.8: the mask is named in the code, so readers take any. To draw and weigh all eight would be
     * most of what a challenge costs us, and our texts are mostly random: none of the masks stands out.
     */
    private static final int MASK = 0;

    private final BitMatrix modules;

    private QrCode(BitMatrix modules) {
        this.modules = modules;
    }

    /**
     * Encodes a text.
     *
     * @param text at most 2,331 bytes of UTF-8
     * @throws IllegalArgumentException when it does not fit
     */
    public static QrCode of(String text) {
        try {
            return new QrCode(new QRCodeWriter()
                    .encode(
                            text,
                            BarcodeFormat.QR_CODE,
                            0,
                            0,
                            Map.of(
                                    EncodeHintType.ERROR_CORRECTION,
                                    ErrorCorrectionLevel.M,
                                    EncodeHintType.CHARACTER_SET,
                                    StandardCharsets.UTF_8.name(),
                                    EncodeHintType.QR_MASK_PATTERN,
                                    MASK,
                                    EncodeHintType.MARGIN,
                                    QUIET_ZONE)));
        } catch (WriterException e) {
            throw new IllegalArgumentException("QR code: text is too long", e);
        }
    }

    /** Returns the modules, {@code true} is dark, row by row, quiet zone included. */
    public boolean[][] modules() {
        boolean[][] rows = new boolean[modules.getHeight()][modules.getWidth()];
        for (int y = 0; y < rows.length; y++) {
            for (int x = 0; x < rows[y].length; x++) {
                rows[y][x] = modules.get(x, y);
            }
        }
        return rows;
    }

    /** Returns an SVG image, black on white whatever the page around it looks like: scanners want it so. */
    public String svg() {
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); x++) {
                int start = x;
                while (x < modules.getWidth() && modules.get(x, y)) {
                    x++;
                }
                if (x > start) {
                    appendBar(path, start, y, x - start);
                }
            }
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\">"
                        .formatted(modules.getWidth(), modules.getHeight())
                + "<path fill=\"#fff\" d=\"M0 0h" + modules.getWidth() + "v" + modules.getHeight() + "H0z\"/>"
                + "<path d=\"" + path + "\"/></svg>";
    }

    // Dark modules side by side are one bar.
    private static void appendBar(StringBuilder path, int x, int y, int width) {
        path.append('M').append(x).append(' ').append(y);
        path.append('h').append(width).append("v1h-").append(width).append('z');
    }

    /** Returns the SVG image as a {@code data:} URI. */
    public String dataUri() {
        return "data:image/svg+xml;base64,"
                + Base64.getEncoder().encodeToString(svg().getBytes(StandardCharsets.UTF_8));
    }
}
