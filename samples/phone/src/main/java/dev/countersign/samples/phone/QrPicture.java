package dev.countersign.samples.phone;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.ChecksumException;
import com.google.zxing.DecodeHintType;
import com.google.zxing.FormatException;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Finds the QR code in a picture. */
final class QrPicture {
    /** Largest picture that is read, in bytes. */
    static final int MAX_BYTES = 10_000_000;

    private static final int MAX_SIDE_PIXELS = 6_000;

    private QrPicture() {}

    static Optional<String> read(byte[] picture) {
        try {
            Optional<BufferedImage> image = image(picture);
            return image.isPresent() ? decode(image.get()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The size is looked at before the picture is unpacked: a small file can hold a huge picture. */
    private static Optional<BufferedImage> image(byte[] picture) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(picture))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in);
                boolean tooLarge = reader.getWidth(0) > MAX_SIDE_PIXELS || reader.getHeight(0) > MAX_SIDE_PIXELS;
                return tooLarge ? Optional.empty() : Optional.of(reader.read(0));
            } finally {
                reader.dispose();
            }
        }
    }

    private static Optional<String> decode(BufferedImage picture) {
        BufferedImage opaque = new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = opaque.createGraphics();
        canvas.drawImage(picture, 0, 0, Color.WHITE, null);
        canvas.dispose();
        int[] pixels = opaque.getRGB(0, 0, opaque.getWidth(), opaque.getHeight(), null, 0, opaque.getWidth());
        RGBLuminanceSource source = new RGBLuminanceSource(opaque.getWidth(), opaque.getHeight(), pixels);
        try {
            return Optional.of(new QRCodeReader()
                    .decode(new BinaryBitmap(new HybridBinarizer(source)), Map.of(DecodeHintType.TRY_HARDER, true))
                    .getText());
        } catch (NotFoundException | ChecksumException | FormatException e) {
            return Optional.empty();
        }
    }
}
