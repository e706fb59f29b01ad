// What is tried first against every account: taken from what published breaches have in common. The longer lists add
// little, since a password has ten signs at least and attempts are counted.

/** Words that stay a bad password whatever digits and signs stand around them. */
export const COMMON_STEMS: ReadonlySet<string> = new Set(
  `abcdef abcdefg access account admin administrator amanda andrew angel anthony asdf asdfgh asdfghjk asdfghjkl
  ashley azerty babygirl barcelona baseball basketball batman blink butterfly changeme charlie chelsea chocolate
  computer consumer cookie daniel default demo depicta depictaai dragon email facebook flower football forever freedom
  friends george google guest hannah hello helloworld hockey hunter iloveyou iloveyouso internet jennifer jessica
  jordan jordan joshua justin killer letmein letmeinplease liverpool login lovely loveme loveyou maggie manchester
  master matthew michael michelle monkey mustang mypassword nicole ninja nothing onetwothree oracle pass passpass
  passphrase password passwordpassword passwort pepper pokemon princess private purple qazwsx qazwsxedc qwer qwert
  qwertz qwerty qwertyu qwertyui qwertyuio qwertyuiop qwertzuiop ranger robert root samsung secret secure security
  shadow snoopy soccer starwars summer sunshine superman superuser system teacher temp temporary test testing
  testtest thomas tigger trustno trustme trustnoone user username welcome whatever william winter yankees zxcv zxcvb
  zxcvbn zxcvbnm`.split(/\s+/),
);

/** Whole passwords whose stem says too little. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `1q2w3e4r5t 1q2w3e4r5t6y 1q2w3e4r5t6y7u q1w2e3r4t5 q1w2e3r4t5y6 1qaz2wsx3edc 1qaz2wsx3edc4rfv 1qazxsw23edc zaq12wsxcde3
  zaq1xsw2cde3 qwer1234qwer qwerasdfzxcv asdfqwer1234 qweasdzxc1 qweasdzxc123 qweqweqwe1 a1b2c3d4e5 a1b2c3d4e5f6
  1a2b3c4d5e aa12345678 ab12345678 abc1234567 abc12345678 abcd123456 abcd1234567 abcd12345678 abcde12345 abcdef1234
  a123456789 a1234567890 123456789a 123456789q 123456789z 1234567890q 1234567890a 12345qwert 123456qwerty
  123qweasdzxc 123qwe123qwe qwe123qwe123 asd123asd123 147258369a 1472583690 159357258456 0147258369 741852963a 147852369a
  3.1415926535 3141592653 2718281828 1123581321 0102030405 1020304050 1122334455 112233445566 11223344556677
  correcthorsebatterystaple thisismypassword ihateyou123 fuckyou123 motherfucker ncc1701ncc1701 r2d2c3po1234
  lovelovelove lordoftherings harrypotter harrypotter1 gameofthrones spiderman123 metallica123 slipknot666 linkinpark1
  realmadrid1 manutd1234 liverpoolfc chelseafc1 bayernmunich juventus123 galatasaray fenerbahce1907`.split(
    /\s+/,
  ),
);
