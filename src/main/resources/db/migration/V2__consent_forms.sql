-- The first published wording of the two questions, in both languages. A published text never changes; a correction is a new
-- version in a migration of its own. Paragraphs are divided by an empty line.

insert into consent_form (id, purpose, language, version, title, text, sha256)
select id::uuid, purpose, language, 1, title, text, encode(sha256(convert_to(text, 'UTF8')), 'hex')
from (values
('6f0d6b52-3a6e-4c6f-9d3e-0f6a6a1c0001', 'treatment', 'en', 'Treatment by video', $form$You are being asked whether you agree that this visit takes place by video.

What it means: patient and doctor see and hear each other through a camera and a microphone instead of meeting in one room. The doctor asks, looks and advises as far as a picture and a voice allow. The picture and the sound are encrypted between you and the clinic; they pass through the clinic's own server.

What it cannot do: by video nobody can listen to a heart, feel a belly or take a blood sample. Some conditions cannot be judged safely in this way. The doctor will say so, and you may then need to be seen in person. The connection can be poor or break off. If it does, you can come back in; if that fails, the clinic will get in touch with you.

In an emergency: a video visit is not an emergency service. If someone's life may be in danger, for example with strong chest pain, trouble breathing, sudden weakness or heavy bleeding, do not wait for this visit. Call the emergency number of the place where you are.

Privacy: please take part from a place where nobody can listen whom you would not want to. Say so if someone else is in the room; everyone else will do the same. What is noted about the visit becomes part of the medical record, just as after a visit in person.

Your choice: you are free to agree or not. If you do not agree, this visit does not take place by video, and the clinic will offer another way where it can. That has no bearing on your care otherwise. You can change your answer at any time before the visit, and you can end the visit whenever you want. Agreeing to treatment by video does not mean that you agree to a recording; that is asked separately.

If you are the doctor: by agreeing you confirm that you hold this visit by video, that the same limits apply, and that you will arrange care in person when a video is not enough.$form$),
('6f0d6b52-3a6e-4c6f-9d3e-0f6a6a1c0002', 'treatment', 'zh-CN', '视频诊疗', $form$我们想请问您：您是否同意本次就诊以视频方式进行。

这意味着什么：患者和医生不在同一房间见面，而是通过摄像头和麦克风看到并听到对方。医生会在图像和声音所能达到的范围内询问、观察并提出建议。图像和声音在您与诊所之间加密传输，并经由诊所自己的服务器。

视频做不到什么：通过视频无法听诊心脏、触诊腹部或抽血化验。有些病情无法用这种方式安全地判断。遇到这种情况，医生会告诉您，您可能需要到诊所面诊。网络连接可能不佳或中断。如果中断，您可以重新进入；如果仍然不行，诊所会与您联系。

紧急情况：视频就诊不是急救服务。如果有人可能有生命危险，例如剧烈胸痛、呼吸困难、突然无力或大量出血，请不要等待本次就诊，请立即拨打您所在地的急救电话。

隐私：请选择一个不会被旁人听到的地方参加就诊。如果有其他人在场，请告诉对方；其他参与者也会这样做。就诊中记录的内容会成为病历的一部分，与面诊相同。

由您选择：您可以自由选择同意或不同意。如果您不同意，本次就诊不会以视频方式进行，诊所会尽可能提供其他方式。这不会影响您的其他诊疗。就诊之前，您可以随时更改您的回答；就诊过程中，您可以随时结束。同意视频诊疗并不表示同意录制，录制会另外单独询问。

如果您是医生：您同意即表示您以视频方式进行本次就诊，上述限制同样适用；当视频不足以满足诊疗需要时，您会安排面诊。$form$),
('6f0d6b52-3a6e-4c6f-9d3e-0f6a6a1c0003', 'recording', 'en', 'Recording of your picture and voice', $form$You are being asked whether you agree that your own picture and your own voice are recorded during this visit. Each person answers only for themselves: your answer decides about your picture and voice, the other person's answer about theirs. What you say may be heard in the other person's recording if their microphone picks it up.

Purpose: the recording serves to check the quality and safety of care, to answer complaints and questions about the visit, and to meet legal duties. It is not used for advertising, not sold, and not used to train computer programs.

Who may see it: only staff of the clinic's compliance office, and only after stating why. They are given access to this one visit for a limited time, and every viewing is written down. Nobody else can open it, neither the other person in the visit nor other staff. It can be handed over where the law demands it, or where you ask for it.

How it is kept: the recording is encrypted between you and the clinic, and encrypted when stored. It is kept on the clinic's own systems for as long as the clinic's rules and the law require, and then deleted. It may be kept longer while a complaint or a legal matter about this visit is open.

Your choice: you are free to agree or not. If you do not agree, the visit takes place all the same, with the same care, and you are not recorded. During the visit everybody can see at any time who is being recorded and who is not.

Changing your mind: you can withdraw your agreement at any time, here or while the visit is going on, and give no reason. From that moment on you are not recorded any more. What was recorded until then was recorded with your agreement; it stays stored under the rules above. You may ask the clinic to have it deleted, and the clinic will tell you whether a legal duty stands against it. You can also agree later; then you are recorded from that moment on.

If you are the doctor: all of this applies to you in the same way. Your answer has no consequences for your work.$form$),
('6f0d6b52-3a6e-4c6f-9d3e-0f6a6a1c0004', 'recording', 'zh-CN', '录制您的图像和声音', $form$我们想请问您：您是否同意在本次就诊中录制您本人的图像和声音。每个人只为自己回答：您的回答只决定您的图像和声音，对方的回答只决定对方的。如果对方的麦克风收到了您的声音，您说的话可能会出现在对方的录制中。

用途：录制用于检查诊疗的质量和安全，处理有关本次就诊的投诉和疑问，以及履行法定义务。录制不会用于广告，不会出售，也不会用于训练计算机程序。

谁可以查看：只有诊所合规部门的工作人员，并且必须先说明理由。他们只能在有限的时间内查看这一次就诊的录制，每次查看都会被记录在案。其他任何人都无法打开，包括就诊的另一方和其他工作人员。在法律要求或您本人要求时，录制可以被移交。

如何保存：录制内容在您与诊所之间加密传输，存储时也是加密的。录制保存在诊所自己的系统中，保存时间按照诊所的规定和法律的要求，到期后删除。如果与本次就诊有关的投诉或法律事务尚未了结，保存时间可能会更长。

由您选择：您可以自由选择同意或不同意。如果您不同意，就诊照常进行，诊疗完全相同，您不会被录制。在就诊过程中，所有人随时都能看到谁正在被录制、谁没有被录制。

改变主意：您可以随时撤回同意，无论是在这里还是在就诊过程中，并且不需要说明理由。从撤回的那一刻起，您不再被录制。在此之前的录制是经您同意进行的，将按照上述规定继续保存。您可以要求诊所删除，诊所会告诉您是否有法定义务不允许删除。您也可以之后再同意，从那一刻起开始录制。

如果您是医生：以上内容同样适用于您。您的回答不会对您的工作产生任何影响。$form$)
) as published (id, purpose, language, title, text);
