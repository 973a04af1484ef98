package dev.countersign.service.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import org.junit.jupiter.api.Test;

class QrCodeTest {
    private static final int SCALE = 4;

    @Test
    void a_scanner_reads_the_text_that_was_encoded() throws Exception {
        String text = "openid4vp://?client_id=decentralized_identifier%3Adid%3Aweb%3Abank.example&request_uri=x";

        assertThat(scan(QrCode.of(text).modules())).isEqualTo(text);
    }

    @Test
    void the_image_stands_alone() {
        assertThat(QrCode.of("hello").dataUri()).startsWith("data:image/svg+xml;base64,");
        assertThat(QrCode.of("hello").svg()).startsWith("<svg ").doesNotContain("href");
    }

    @Test
    void a_text_that_does_not_fit_is_refused() {
        assertThatThrownBy(() -> QrCode.of("x".repeat(4_000))).isInstanceOf(IllegalArgumentException.class);
    }

    private static String scan(boolean[][] modules) throws Exception {
        int size = modules.length * SCALE;
        int[] pixels = new int[size * size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                pixels[y * size + x] = modules[y / SCALE][x / SCALE] ? 0 : 0xFFFFFF;
            }
        }
        return new QRCodeReader()
                .decode(new BinaryBitmap(new GlobalHistogramBinarizer(new RGBLuminanceSource(size, size, pixels))))
                .getText();
    }
}
