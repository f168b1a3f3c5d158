package io.cuantovale.local.launcher.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cuantovale.local.launcher.watch.Api;
import io.cuantovale.local.launcher.watch.FakeServices;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionCheckTest {
    private static final String GOOD = """
            {"model_version": "m1", "photo": "missing",
             "estimate": {"price_usd": 150000, "interval_usd": [120000, 190000], "level": 0.9},
             "bands": [{"probability": 0.25}, {"probability": 0.75}]}""";

    private final FakeServices services = new FakeServices();

    @TempDir
    Path objects;

    @AfterEach
    void close() {
        services.close();
    }

    @Test
    void aGoodAnswerIsToldInWords() {
        services.answer("/v1/predictions", GOOD);
        assertThat(check("m1")).isEqualTo("US$ 150 000 without a photo (90 % interval 120 000 to 190 000)");
    }

    @Test
    void anAnswerOfAnotherModelFails() {
        services.answer("/v1/predictions", GOOD);
        assertThatThrownBy(() -> check("m2")).hasMessage("model_version: m1 (expected: m2)");
    }

    @Test
    void probabilitiesThatDoNotAddUpFail() {
        services.answer("/v1/predictions", GOOD.replace("0.75", "0.5"));
        assertThatThrownBy(() -> check("m1")).hasMessageStartingWith("sum of bands[].probability: 0.75");
    }

    @Test
    void aRefusalIsShownAsItCame() {
        assertThatThrownBy(() -> check("m1")).hasMessageStartingWith("HTTP 404");
    }

    @Test
    void theCurlNamesAStoredPhotoAndALocationThatTheGatewayOffers() throws Exception {
        String sha = "ab".repeat(32);
        Path photo = Files.createDirectories(objects.resolve("photos/ab")).resolve(sha);
        Files.write(photo, new byte[] {(byte) 0xFF, (byte) 0xD8, 0});
        services.answer(
                "/v1/locations",
                "{\"departments\":[{\"name\":\"Salto\",\"locations\":[{\"name\":\"Salto\",\"id\":\"salto/salto\"}]}]}");
        SampleRequest sample = SampleRequest.of(new Api(), services.address(), objects);
        assertThat(sample.curl(services.address(), true))
                .contains("\"department\":\"Salto\",\"location\":\"Salto\"")
                .endsWith(" -F 'photo=@" + photo + ";type=image/jpeg'");
    }

    private String check(String version) {
        SampleRequest sample = SampleRequest.of(new Api(), services.address(), objects);
        return new PredictionCheck(new Api(), services.address()).run(sample, version);
    }
}
